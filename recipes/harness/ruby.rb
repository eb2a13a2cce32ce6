# frozen_string_literal: true

# Answers the cases on standard input with the recipe for Ruby.
require "json"
require_relative "../verify_webhook"

answers = JSON.parse($stdin.read).map do |one|
  body = one["body"].unpack1("m")
  { index: WebhookVerifier.verify(body, one["header"], one["secrets"], now: Time.at(one["now"]), tolerance: one["tolerance"]) }
rescue WebhookVerifier::Refused => refused
  { code: refused.message }
end
puts JSON.generate(answers)
