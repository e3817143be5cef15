-- Apache (mod_lua, with LuaSocket) asks Latchkey at LATCHKEY, and lets through what it lets through.
local ltn12 = require "ltn12"
local CREDENTIALS = { "Authorization", "X-Account-Id", "X-Auth-Token" }
local IDENTITY = {
  "X-Auth-User",
  "X-Auth-Email",
  "X-Auth-Organization",
  "X-Auth-Token-Id",
  "X-Auth-Permissions",
  "X-Auth-Visibility-Groups",
  "X-Auth-Token-Expires",
}

-- Nobody but Latchkey says who it is, and your API has no use for the token itself. Underscores read as dashes
-- in many frameworks; of Connection, in which a client can name headers to be dropped, only upgrades are left.
local function forget(r)
  local names = {}
  for name in pairs(r:headers_in_table()) do table.insert(names, name) end
  for _, name in ipairs(names) do
    local known = name:lower():gsub("_", "-")
    if known:sub(1, 7) == "x-auth-" or known == "authorization" then r.headers_in[name] = nil end
  end
  local connection = (r.headers_in["Connection"] or ""):lower() .. ","
  r.headers_in["Connection"] = connection:find("upgrade%s*,") and "Upgrade" or nil
end

local function question(r)
  local headers = { ["X-Original-Method"] = r.method, ["X-Original-URI"] = r.unparsed_uri }
  for _, name in ipairs(CREDENTIALS) do headers[name] = r.headers_in[name] end
  return headers
end

function ask(r)
  local address = r.subprocess_env["LATCHKEY"]
  if not address then return 500 end
  local permission = r.subprocess_env["LATCHKEY_PERMISSION"]
  if permission then address = address .. "?permission=" .. r:escape(permission) end

  local headers = question(r)
  forget(r)
  if r.method == "OPTIONS" and r.subprocess_env["LATCHKEY_PREFLIGHTS"] then return apache2.OK end

  local client = require(address:find("^https:") and "ssl.https" or "socket.http")
  client.TIMEOUT = 5
  local _, status, answer = client.request({
    url = address,
    headers = headers,
    redirect = false,
    sink = ltn12.sink.null(),
  })
  if status == 401 or status == 403 then
    r.err_headers_out["WWW-Authenticate"] = answer["www-authenticate"]
    return status
  end
  if status ~= 200 then
    r.err_headers_out["Retry-After"] = "5"
    return 503
  end
  for _, name in ipairs(IDENTITY) do
    local value = answer[name:lower()]
    if value and value ~= "" then r.headers_in[name] = value end
  end
  return apache2.OK
end
