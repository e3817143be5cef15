# An API in Rails with the documentation's concern, whose file LATCHKEY_CONCERN names.
require "action_controller/railtie"

class Api < Rails::Application
  config.eager_load = false
  config.logger = Logger.new(nil)
  config.secret_key_base = "of no use here"
  routes.append { get "/reports/:id", to: "reports#show" }
end

class ApplicationController < ActionController::Base; end
require ENV.fetch("LATCHKEY_CONCERN")

class ReportsController < ApplicationController
  include Latchkey
  before_action { require_permission "reports:read" }

  def show
    render json: caller_claims
  end
end

Api.initialize!
run Api
