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
      "It says when, and whether by its owner, by an administrator, or by whoever presented it for revocation. Make a new token; if it was somebody else, ask them first.",
  },
  { says: "The token expired on ….", remedy: "Make a new token. Expired ones stay in the list, marked." },
  {
    says: "The token's secret was replaced by a new one, and ended on ….",
    remedy:
      "The token was rotated: whoever rotated it has the new secret. Its page says when it was used last.",
  },
  {
    says: "The token is suspended until … by ….",
    remedy: "It works again at that time, by itself, or as soon as it is resumed on its page.",
  },
  {
    says: "The token is suspended by … until somebody resumes it.",
    remedy: "What an administrator suspended only administrators resume; all else its owner too.",
  },
  {
    says: "The token's owner is deactivated.",
    remedy: "An administrator can activate the account again; the tokens of before stay revoked.",
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
    remedy: "Its owner may go there, the token may not. What it is limited to, `/me` says.",
  },
  {
    says: "This endpoint belongs to no permission of the organization. A superuser or Master Admin can add it to one.",
    remedy:
      "An organization that names endpoints leaves no other open, unless it says so under Permissions and groups.",
  },
  {
    says: "This token is limited to endpoints, and Latchkey was not told which one the request is for.",
    remedy: "The gateway, resource server or Worker has to hand on method and path of the original request.",
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
      "A narrowed token may ask who it is and end itself; what has no permission of its own, such as the team, is for tokens that are not narrowed.",
  },
];
