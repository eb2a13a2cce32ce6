# frozen_string_literal: true

# Verifies webhooks of WatchTraderHub in Ruby without any gem. Your endpoint, for example with Rails:
#
#   def create
#     WebhookVerifier.verify(request.raw_post, request.headers["X-WTH-Signature"], [ENV.fetch("WTH_WEBHOOK_SECRET")])
#     event = JSON.parse(request.raw_post)
#     head :no_content
#   rescue WebhookVerifier::Refused => refused
#     render plain: refused.message, status: :bad_request
#   end

require "openssl"

module WebhookVerifier
  # A webhook that must not be trusted; the message is the reason. Answer 400.
  class Refused < StandardError; end

  # Returns the index of the secret that fits, or raises Refused.
  #
  # body: the raw body, byte for byte as it came
  # header: the value of X-WTH-Signature
  # secrets: the signing secret; during a rotation the new and the old one
  def self.verify(body, header, secrets, now: Time.now, tolerance: 300)
    # An unset variable must not become an empty key, which anybody could sign with.
    raise Refused, "weak_secret" if secrets.any? { |secret| secret.length < 32 }
    raise Refused, "missing_header" if header.nil? || header.empty?

    elements = header.b.split(/[\t ]*,[\t ]*/n, -1)
    times = elements.filter_map { |element| element.delete_prefix("t=") if element.start_with?("t=") }
    all = elements.filter_map { |element| element.delete_prefix("v1=") if element.start_with?("v1=") }
    signatures = all.grep(/\A[0-9a-f]{64}\z/)
    time = times.first
    if times.length != 1 || !time.match?(/\A[0-9]{1,15}\z/) || signatures.empty? || all.length > 16
      raise Refused, "malformed_header"
    end

    age = now.to_i - time.to_i
    raise Refused, "timestamp_too_old" if age > tolerance
    raise Refused, "timestamp_too_new" if -age > tolerance

    secrets.each_with_index do |secret, index|
      # The key is the whole secret, whsec_ included.
      expected = OpenSSL::HMAC.hexdigest("SHA256", secret, "#{time}.".b + body.b)
      # Counted, so that all are compared.
      fitting = signatures.count { |signature| OpenSSL.fixed_length_secure_compare(expected, signature) }
      return index if fitting.positive?
    end
    raise Refused, "no_match"
  end
end
