import { redisScript } from "../redis/shared-redis.ts";

/**
 * Uses tokens of a log that all processes share.
 *
 * Guarantees: exact and atomic, because Redis runs one script at a time; on Redis' own clock, so that processes need
 * not agree on the time; a refused wish changes nothing; the log is gone a window after its newest token. The log is a
 * list of milliseconds, the oldest first: 600 of them take about 7 KB.
 *
 * `KEYS[1]` the log · `ARGV` limit · cost (0: only look) · window in ms · how far the clock may run back, in ms.
 * Answers the ms to wait (0: taken), tokens left, and when the oldest token comes back, in ms since the epoch.
 */
export const takeTokens = redisScript(`
local limit, cost, window, skew = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
while oldest and (oldest <= now - window or oldest > now + skew) do
  redis.call('LPOP', KEYS[1])
  oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
end

local used = redis.call('LLEN', KEYS[1])
local tokens = math.min(cost, limit)
local missing = used + tokens - limit
local wait = 0
if tokens > 0 and missing > 0 then
  wait = redis.call('LINDEX', KEYS[1], missing - 1) + window - now
elseif tokens > 0 then
  local text = string.format('%.0f', now)
  for _ = 1, tokens do redis.call('RPUSH', KEYS[1], text) end
  redis.call('PEXPIRE', KEYS[1], window)
  used = used + tokens
  oldest = oldest or now
end
return { wait, math.max(0, limit - used), (oldest and oldest + window) or now }
`);
