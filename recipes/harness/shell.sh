#!/usr/bin/env bash
# Answers the cases on standard input, one a line (body file, now, tolerance, secret, header, apart by the unit separator), with the recipe
# for the shell: one answer a line.
source "$(dirname "$0")/../shell.sh"

while IFS=$'\x1f' read -r body now tolerance secret header; do
  wth_verify "$body" "$header" "$secret" "$now" "$tolerance" || true
done
