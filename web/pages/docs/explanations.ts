export interface Explanation {
  /** The sentence on the wire; … stands for the variable part. */
  says: string;
  remedy: string;
}

/** `detail` of the REST API's 401 and 403, and `error_description` of challenges and OAuth errors. */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    says: "The token was revoked on … by ….",
    remedy:
      "It says when, and by whom: its owner, an administrator, or somebody who presented it for revocation. Make a new token; if somebody else revoked it, ask them first.",
  },
  { says: "The token expired on ….", remedy: "Make a new token. Expired ones stay in the list, marked." },
  {
    says: "The token's secret was replaced by a new one, and ended on ….",
    remedy:
      "The token was rotated, and the person who did it has the new secret. The token's page says when it was last used.",
  },
  {
    says: "The token is suspended until … by ….",
    remedy: "It works again at that time, by itself, or as soon as it is resumed on its page.",
  },
  {
    says: "The token is suspended by … until somebody resumes it.",
    remedy: "Only administrators resume what an administrator suspended; otherwise its owner can, too.",
  },
  {
    says: "The token's owner is deactivated.",
    remedy: "An administrator can activate the account again; its earlier tokens stay revoked.",
  },
  {
    says: "The token's owner may not use personal API tokens at the moment. A superuser or Master Admin of the organization can allow it again.",
    remedy: "Once it is allowed again, the same token works again.",
  },
  {
    says: "The token is not valid.",
    remedy:
      "It never existed here, has a typing error, or belongs to another deployment or account. Compare its beginning with the list of your tokens.",
  },
  {
    says: "This token is narrowed to other permissions than …. Make one that includes it.",
    remedy: "Its owner has the permission, the token does not.",
  },
  {
    says: "This needs the permission …. A superuser or Master Admin of the organization can grant it.",
    remedy: "Neither the owner nor the token has it.",
  },
  {
    says: "This token is limited to other endpoints than this one. Make one that includes it.",
    remedy: "Its owner may go there, but the token may not. `/me` lists its endpoints.",
  },
  {
    says: "This endpoint belongs to no permission of the organization. A superuser or Master Admin can add it to one.",
    remedy:
      "An organization that names endpoints closes all others, unless it opens them under Permissions and groups.",
  },
  {
    says: "This token is limited to endpoints, and Latchkey was not told which one the request is for.",
    remedy: "The gateway, resource server or Worker has to pass on the original request's method and path.",
  },
  {
    says: "This path is refused because it could be read in two ways: ….",
    remedy: "It names the character. Gateways and APIs read such paths differently: write it without.",
  },
  {
    says: "This needs a token that is not narrowed, of an administrator of the organization.",
    remedy:
      "Organization-wide addresses are for superusers and Master Admins; no single permission is enough.",
  },
  {
    says: "This needs a token that is not narrowed.",
    remedy:
      "A narrowed token may ask who it is and end itself. Addresses without a permission of their own, such as the team, need a token that is not narrowed.",
  },
];
