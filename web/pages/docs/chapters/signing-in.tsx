import { Chapter, Part } from "../parts.tsx";

/** For people who sign in, and for the operator. */
export function SigningIn() {
  return (
    <Chapter id="signing-in">
      <p>
        People sign in to the web app; programs present tokens, and never sign in. A session is a cookie of
        one browser, in one organization.
      </p>
      <Part id="passkeys">
        <p>
          A passkey is a key that a device, a password manager or a security key keeps for you. You add it
          under <a href="/user/security">User info › Security</a>, up to 20 of them. The sign-in page offers
          it below the e-mail field, or at “Use a passkey”; it asks for your finger, your face or a PIN, and
          for nothing to be typed. It works at this address alone: a page that only looks like this one gets
          nothing.
        </p>
        <p>
          One passkey opens all your organizations here. So whoever came in by an organization's identity
          provider, which speaks for that organization alone, adds, renames and removes none: sign in with
          your password to do that. An organization that requires its provider is not opened by a passkey,
          except for Master Admins.
        </p>
        <p>
          A mail says that a passkey was added or removed. Removing one ends no session: what it opened is
          under “Secondary tokens”, and ends there. A passkey that is removed here is still offered by the
          device until it is removed there too. Setting a new password leaves passkeys as they are. Whoever
          has lost their last way in asks for a link with “Forgot your password?”.
        </p>
        <p>
          For whoever runs it: passkeys belong to the host name of <code>PUBLIC_ORIGIN</code>, and a
          deployment that moves to another one leaves all of them behind. An IP address can have none. The
          browser has to know the JSON methods of WebAuthn level 3; where it does not, the page offers no
          passkeys. The activity says where the signature counter of a passkey went back, which can mean that
          there is a copy of it; it is not refused for that. A database that was put back to an earlier point
          has the passkeys of that time again: look at those that were removed since.
        </p>
      </Part>
      <Part id="identity-provider">
        <p>
          An organization can sign in with the OpenID Connect provider that its team has already. A Master
          Admin registers Latchkey there as a web application, with the authorization code flow, PKCE and the
          redirect address that <a href="/account/sign-in">Account info › Sign-in</a> shows, enters issuer,
          client id and client secret, names the domain of their own address, and tests it. Of Okta the issuer
          is <code>https://YOUR.okta.com</code>, of Entra ID{" "}
          <code>https://login.microsoftonline.com/TENANT/v2.0</code>, of Google{" "}
          <code>https://accounts.google.com</code>, of Keycloak <code>https://HOST/realms/REALM</code>.
        </p>
        <p>
          Who comes in: whoever the provider's <code>iss</code> and <code>sub</code> are linked to; else the
          member who has that e-mail address, where the provider says <code>email_verified: true</code> or its
          addresses are trusted, and who is linked from then on; else, where new people are let in, a new
          member whose address is of one of the domains. Nobody else does, and deactivated members stay out.
          Such a session holds in this organization alone: whoever switches to another one is led to the
          sign-in there. It ends where the provider is removed or its issuer or client id becomes another.
        </p>
        <p>
          Once it is required, passwords, passkeys, links and <code>/api-token-auth</code> open the
          organization no more, and sessions that came in by them end. Master Admins still come in otherwise,
          for the day on which the provider fails: that is recorded, and mailed to all Master Admins. The link
          of an invitation leads to the provider. API tokens are not touched.
        </p>
        <p>
          For whoever runs it: client secrets are encrypted with <code>SECRETS_KEY</code>, which{" "}
          <code>npm run deploy</code> makes. To replace it, set the one before as{" "}
          <code>SECRETS_KEY_EARLIER</code>, which only reads: what it opened is encrypted anew at the next
          sign-in.
        </p>
      </Part>
      <Part id="access">
        <p>
          Where Cloudflare Access stands before Latchkey it knows already who comes: the sign-in page asks for
          nothing, and opens the session. Such a session holds in one organization alone, as one that its
          identity provider opened, and adds no passkeys. Whoever signs out stays out, until they press
          “Continue with Cloudflare Access” or open another page; “Sign out of Access too” ends that.
        </p>
        <p>
          For whoever runs it: set all three of <code>ACCESS_TEAM_DOMAIN</code>, such as{" "}
          <code>northwind.cloudflareaccess.com</code>, <code>ACCESS_AUDIENCE</code>, the AUD tag of the
          application at Access, and <code>ACCESS_ORGANIZATION</code>, the id that{" "}
          <code>npm run admin -- list-organizations</code> shows. Access may stand before the pages, never
          before the paths where programs present tokens: the README names them.
        </p>
        <p>
          Who comes in: whoever Access's <code>iss</code> and <code>sub</code> are linked to; else the member
          with that e-mail address, who is linked from then on; else a new member, where the organization's
          identity provider lets new people in and the domain is one of its own. A Master Admin is linked, and
          a new member made, by a verified address alone: where Access says <code>email_verified: true</code>,
          which it does once that claim is among the OIDC claims of its login method, or the organization
          trusts the addresses of its identity provider. Access knows people by their address, so allow those
          login methods alone that verify it. The header counts with a signature by one of the team's keys
          alone, and where these settings are missing it is nothing. Without them, or with another team or
          organization, sessions that Access opened hold no more.
        </p>
        <p>
          Access asks nobody to sign in once more. Coming in counts as showing who you are from the moment at
          which Access let you in (<code>iat</code>); later you sign out of Access and in again there, and
          confirm within five minutes.
        </p>
      </Part>
      <Part id="proof">
        <p>
          A browser that was left open lets nobody in. What lets somebody in or lets them do more asks
          “Confirm that it is you” where that was last shown more than 8 hours ago: generating, rotating and
          widening tokens, adding passkeys, inviting people, service users, roles and wider permissions, the
          policy, what the activity calls those who have left. You show it with your password or a passkey,
          and what you were doing goes on. Signing in counts as showing it. Revoking, suspending and narrowing
          never ask.
        </p>
        <p>
          Leaving an organization and deleting your account ask where it was more than five minutes ago.
          Whoever came in through their organization's provider confirms with it, in a tab of its own; what
          was typed waits in the tab that asked. Whoever has nothing else to confirm with is offered to sign
          in again, and what was typed is kept.
        </p>
        <p>
          For whoever runs it: <code>PROOF_HOURS</code> says how long it counts, 8 unless set, at most 720;
          with 0 nobody is asked, except before leaving. The refusal is <code>FORBIDDEN</code> with the reason{" "}
          <code>proof-stale</code>, and the activity says who confirmed who they are, and how.
        </p>
      </Part>
    </Chapter>
  );
}
