#!/bin/sh
# Gives the token in this file its next secret. For cron, such as once a month.
set -eu
umask 077
file=${1:-/etc/reports/latchkey-token}
printf 'Authorization: Bearer %s' "$(cat "$file")" |
  curl -fsS -H @- --json '{"grace_seconds": 86400}' https://latchkey.example.com/api/v1/tokens/current/rotate |
  sed -n 's/.*"token":"\([^"]*\)".*/\1/p' > "$file.new"
[ -s "$file.new" ]
mv "$file.new" "$file"
