/** Where a browser is sent to sign in with an organization's provider. */
export function signInPath(organizationId: string): string {
  return `/sign-in/with/${organizationId}`;
}
