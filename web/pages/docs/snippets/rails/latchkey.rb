# Rails asks Latchkey about every request (RFC 7662): app/controllers/concerns/latchkey.rb
#
#   class ReportsController < ApplicationController
#     include Latchkey
#     before_action { require_permission "reports:read" }
#
# LATCHKEY_URL is such as https://latchkey.example.com; LATCHKEY_TOKEN one with the permission tokens.introspect.
require "json"
require "net/http"

module Latchkey
  extend ActiveSupport::Concern

  # Who a token speaks for: "sub", "username", "scope", "organization_id", "visibility_groups".
  attr_reader :caller_claims

  def require_permission(permission)
    presented = request.authorization.to_s[/\ABearer +(\S+)\z/i, 1]
    return refuse(401, "Present a token.", "Bearer") unless presented

    claims = introspect(presented)
    return refuse(503, "Tokens cannot be checked right now.") unless claims
    return refuse(401, "This token is not valid.", 'Bearer error="invalid_token"') unless claims["active"] == true

    unless claims["scope"].split.include?(permission)
      challenge = %(Bearer error="insufficient_scope", scope="#{permission}")
      return refuse(403, "This needs the permission #{permission}.", challenge)
    end
    @caller_claims = claims
  end

  private

  # Not cached: a token that was revoked a moment ago is refused now. Nil where Latchkey does not answer.
  def introspect(token)
    address = URI.join(ENV.fetch("LATCHKEY_URL"), "/oauth/introspect")
    question = Net::HTTP::Post.new(address, "Authorization" => "Bearer #{ENV.fetch("LATCHKEY_TOKEN")}")
    question.set_form_data("token" => token, "method" => request.method, "path" => request.path)
    secure = address.scheme == "https"
    answer = Net::HTTP.start(address.host, address.port, use_ssl: secure, open_timeout: 5, read_timeout: 5) do |http|
      http.request(question)
    end
    JSON.parse(answer.body) if answer.is_a?(Net::HTTPOK)
  rescue SystemCallError, SocketError, IOError, Timeout::Error, OpenSSL::SSL::SSLError
    nil
  end

  def refuse(status, words, challenge = nil)
    response.headers["WWW-Authenticate"] = challenge if challenge
    response.headers["Retry-After"] = "5" if status == 503
    render plain: words, status: status
  end
end
