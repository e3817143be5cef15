/**
 * Why somebody has to sign in: the server says it at the call that found out, and the page where they land repeats
 * it.
 */
export const SESSION_ENDS = {
  "not-signed-in": ["unauthenticated", "Sign in to continue."],
  "session-ended": ["unauthenticated", "Your session has ended. Sign in again."],
  "session-ended-by-administrator": [
    "unauthenticated",
    "An administrator of your organization ended this session. Sign in again.",
  ],
  "session-expired": ["unauthenticated", "Your session has expired. Sign in again."],
  "session-deactivated": [
    "unauthenticated",
    "Your account was deactivated. Ask an administrator of your organization.",
  ],
  "session-way-closed": [
    "unauthenticated",
    "Your organization has changed how people sign in. Sign in again.",
  ],
} as const;
