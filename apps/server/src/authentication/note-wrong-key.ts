import { redisScript } from "../redis/shared-redis.ts";

/**
 * Notes a wrong key of an address that all processes share.
 *
 * Guarantees: exact and atomic, on Redis' own clock; a locked address is noted no further, and is free when its time
 * is over; everything is gone when it no longer counts; never more than the given number of addresses, of which the
 * one that was silent longest goes first.
 *
 * `KEYS[1]` the address' wrong keys: a list of milliseconds, the oldest first, which is full for as long as the address
 * is locked out · `KEYS[2]` the names of those lists, by their last wrong key · `ARGV` wrong keys that lock · their
 * window in ms · the lockout in ms · the most addresses · how far the clock may run back, in ms.
 * Answers 0, or the ms for which the address is still locked out.
 */
export const noteWrongKeyScript = redisScript(`
local limit, window, lock = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local addresses, skew = tonumber(ARGV[4]), tonumber(ARGV[5])
if redis.call('LLEN', KEYS[1]) >= limit then
  return { math.max(1, redis.call('PTTL', KEYS[1])) }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
while oldest and (oldest <= now - window or oldest > now + skew) do
  redis.call('LPOP', KEYS[1])
  oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
end
local text = string.format('%.0f', now)
local noted = redis.call('RPUSH', KEYS[1], text)
redis.call('PEXPIRE', KEYS[1], noted >= limit and lock or window)

local longest = math.max(window, lock)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - longest)
redis.call('ZADD', KEYS[2], text, KEYS[1])
redis.call('PEXPIRE', KEYS[2], longest)
if redis.call('ZCARD', KEYS[2]) > addresses then
  redis.call('DEL', redis.call('ZPOPMIN', KEYS[2])[1])
end
return { 0 }
`);
