#!/usr/bin/env bash
# Signs and verifies webhooks of WatchTraderHub with openssl and cURL, to try a receiver or to look into a delivery.
# For your own machine: the secret can be seen in the list of processes, and the comparison is not constant-time.
#
#   source shell.sh
#   wth_send http://localhost:8080/webhooks/wth whsec_… event.json      # a signed delivery, as the platform sends it
#   wth_verify body.bin "$X_WTH_SIGNATURE" whsec_…                      # prints ok, or why it was refused

# wth_sign TIME SECRET BODY_FILE: HMAC-SHA256 over "<time>.<body>"; the key is the whole secret, whsec_ included
wth_sign() {
  { printf '%s.' "$1"; cat "$3"; } | openssl dgst -sha256 -hmac "$2" | sed 's/^.*= *//'
}

# wth_send URL SECRET BODY_FILE: prints the receiver's status
wth_send() {
  local time
  time=$(date +%s)
  curl --silent --show-error --output /dev/null --write-out '%{http_code}\n' "$1" \
    --header 'Content-Type: application/json' \
    --header "X-WTH-Signature: t=$time,v1=$(wth_sign "$time" "$2" "$3")" \
    --data-binary "@$3"
}

# wth_verify BODY_FILE HEADER SECRET [NOW] [TOLERANCE]: prints ok or the reason; fails unless ok
wth_verify() {
  local LC_ALL=C body=$1 header=$2 secret=$3 now=${4:-$(date +%s)} tolerance=${5:-300}
  local element time= times=0 count=0 signatures=() elements=()
  [ "${#secret}" -ge 32 ] || { echo weak_secret; return 1; }
  [ -n "$header" ] || { echo missing_header; return 1; }
  IFS=, read -ra elements <<< "$header"
  for element in "${elements[@]}"; do
    element="${element#"${element%%[!$' \t']*}"}"
    element="${element%"${element##*[!$' \t']}"}"
    case $element in
      t=*) times=$((times + 1)) time=${element#t=} ;;
      v1=*) count=$((count + 1)); [[ ${element#v1=} =~ ^[0-9a-f]{64}$ ]] && signatures+=("${element#v1=}") ;;
    esac
  done
  if [ "$times" -ne 1 ] || ! [[ $time =~ ^[0-9]{1,15}$ ]] || [ ${#signatures[@]} -eq 0 ] || [ "$count" -gt 16 ]; then
    echo malformed_header
    return 1
  fi
  [ $((now - 10#$time)) -le "$tolerance" ] || { echo timestamp_too_old; return 1; }
  [ $((10#$time - now)) -le "$tolerance" ] || { echo timestamp_too_new; return 1; }
  local expected
  expected=$(wth_sign "$time" "$secret" "$body")
  for element in "${signatures[@]}"; do
    [ "$element" = "$expected" ] && { echo ok; return 0; }
  done
  echo no_match
  return 1
}
