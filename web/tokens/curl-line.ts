/**
 * A shell line that reads the token from a prompt and pipes it to curl, so that it stays out of the history and the
 * process list.
 */
export function curlLine(origin: string): string {
  return `read -rs TOKEN && printf 'Authorization: Bearer %s' "$TOKEN" | curl -H @- ${origin}/api/v1/me`;
}
