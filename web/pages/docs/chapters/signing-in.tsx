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
          it below the e-mail field, or at “Use a passkey”; it asks for your finger, your face or a PIN; you
          type no address or password. It works only at this address: a page that looks like this one gets
          nothing.
        </p>
        <p>
          One passkey opens all your organizations here. An organization's identity provider vouches for you
          in that organization only, so a session that it opened cannot change passkeys or delete your
          account: sign in with your password or a passkey to do that. A passkey does not open an organization
          that requires its provider, except for Master Admins.
        </p>
        <p>
          A mail says that a passkey was added or removed. Removing one ends no session: end those that it
          opened under “Secondary tokens”. A passkey that is removed here is still offered by the device until
          it is removed there too. Setting a new password leaves passkeys as they are. If you have lost your
          last way to sign in, “Forgot your password?” sends you a link.
        </p>
        <p>
          For operators: passkeys belong to the host name of <code>PUBLIC_ORIGIN</code>, and a deployment that
          moves to another one leaves all of them behind. An IP address can have none. The browser has to know
          the JSON methods of WebAuthn level 3; if it does not, the page offers no passkeys. If a passkey's
          signature counter goes back, there may be a copy of it: the activity says so, but the passkey is not
          refused. A database that was put back to an earlier point has the passkeys of that time again: check
          those that were removed since.
        </p>
      </Part>
      <Part id="identity-provider">
        <p>
          An organization can sign in with the OpenID Connect provider that its team has already. A Master
          Admin registers Latchkey there as a web application, with the authorization code flow, PKCE and the
          redirect address that <a href="/account/sign-in">Account info › Sign-in</a> shows, enters issuer,
          client id and client secret, names the domain of their own address (in a session that a password, a
          passkey or a link opened), and tests it. Okta's issuer is <code>https://YOUR.okta.com</code>, Entra
          ID's <code>https://login.microsoftonline.com/TENANT/v2.0</code>, Google's{" "}
          <code>https://accounts.google.com</code>, Keycloak's <code>https://HOST/realms/REALM</code>.
        </p>
        <p>
          Who may sign in: first, the member linked to the provider's <code>iss</code> and <code>sub</code>.
          Otherwise the member with that e-mail address, if the provider says{" "}
          <code>email_verified: true</code> or its addresses are trusted; they are linked from then on.
          Otherwise, if new people are let in, a new member with an address at one of the domains. Nobody else
          may, and deactivated members stay out. Such a session is valid in this organization only, and shows
          no other: sign out, and sign in there. It ends if the provider is removed, or its issuer or client
          id changes.
        </p>
        <p>
          Once it is required, passwords, passkeys, links and <code>/api-token-auth</code> no longer open the
          organization, and sessions that they opened end. Master Admins can still use them, in case the
          provider fails: that is recorded, and mailed to all Master Admins. The link of an invitation leads
          to the provider. API tokens stay as they are.
        </p>
        <p>
          For operators: client secrets are encrypted with <code>SECRETS_KEY</code>, which{" "}
          <code>npm run deploy</code> makes. To replace it, set the earlier one as{" "}
          <code>SECRETS_KEY_EARLIER</code>, which only decrypts: client secrets are encrypted with the new key
          at the next sign-in.
        </p>
      </Part>
      <Part id="access">
        <p>
          If Cloudflare Access stands in front of Latchkey, it already knows who you are: the sign-in page
          asks for nothing, and opens the session. Like a session of an identity provider, it is valid in one
          organization only and cannot add passkeys. After signing out you stay signed out until you press
          “Continue with Cloudflare Access” or open another page; “Sign out of Access too” ends that.
        </p>
        <p>
          For operators: set all three of <code>ACCESS_TEAM_DOMAIN</code>, such as{" "}
          <code>northwind.cloudflareaccess.com</code>, <code>ACCESS_AUDIENCE</code>, the AUD tag of the
          application at Access, and <code>ACCESS_ORGANIZATION</code>, the id that{" "}
          <code>npm run admin -- list-organizations</code> shows. Access may stand in front of the pages, but
          not of the paths where programs present tokens: the README names them.
        </p>
        <p>
          Who may sign in: first, the member linked to Access's <code>iss</code> and <code>sub</code>.
          Otherwise the member with that e-mail address, who is linked from then on. Otherwise a new member,
          if the organization's identity provider lets new people in and the domain is one of its own. Only a
          verified address links a Master Admin or makes a new member: either Access says{" "}
          <code>email_verified: true</code>, which it does once that claim is among the OIDC claims of its
          login method, or the organization trusts the addresses of its identity provider. Access knows people
          by their address, so allow only login methods that verify it. The header counts only with a
          signature by one of the team's keys, and only while these settings are set. Without them, or with
          another team or organization, sessions that Access opened are no longer valid.
        </p>
        <p>
          Access cannot ask you to sign in again. Signing in counts as confirming who you are, from the moment
          when Access let you in (<code>iat</code>). To confirm later, sign out of Access, sign in there
          again, and confirm within five minutes.
        </p>
      </Part>
      <Part id="proof">
        <p>
          Somebody who finds your browser open cannot extend access. Changes that do ask “Confirm that it is
          you” if you last confirmed it more than 8 hours ago: generating, rotating and widening tokens,
          adding passkeys, inviting people, service users, roles and wider permissions, the policy, how the
          activity names members who have left. You confirm with your password or a passkey, and continue what
          you were doing. Signing in counts too. Revoking, suspending and narrowing never ask.
        </p>
        <p>
          Leaving an organization and deleting your account ask if that was more than five minutes ago. If you
          signed in with your organization's provider, you confirm with it in a new tab; what you typed waits
          in the tab that asked. If you have no other way to confirm, you can sign in again, and what you
          typed is kept.
        </p>
        <p>
          For operators: <code>PROOF_HOURS</code> sets how long a confirmation counts: by default 8 hours, at
          most 720; with 0 nobody is asked, except before leaving. The refusal is <code>FORBIDDEN</code> with
          the reason <code>proof-stale</code>, and the activity says who confirmed who they are, and how.
        </p>
      </Part>
    </Chapter>
  );
}
