-- HAProxy 2.5 or later: asks Latchkey at `address`, and lets through what it lets through.
local CREDENTIALS = { "authorization", "x-account-id", "x-auth-token" }
local IDENTITY = {
  "x-auth-user",
  "x-auth-email",
  "x-auth-organization",
  "x-auth-token-id",
  "x-auth-permissions",
  "x-auth-visibility-groups",
  "x-auth-token-expires",
}
local OF_REFUSALS = { "www-authenticate", "retry-after", "content-type" }

-- Nobody but Latchkey says who it is, and your API has no use for the token itself. Underscores read as dashes
-- in many frameworks; of Connection, in which a client can name headers to be dropped, only upgrades are left.
local function forget(txn, sent)
  for name in pairs(sent) do
    if name:gsub("_", "-"):sub(1, 7) == "x-auth-" or name == "authorization" then
      txn.http:req_del_header(name)
    end
  end
  if sent["connection"] then
    txn.http:req_del_header("connection")
    for _, value in pairs(sent["connection"]) do
      if (value:lower() .. ","):find("upgrade%s*,") then txn.http:req_set_header("connection", "upgrade") end
    end
  end
end

local function refuse(txn, status, headers, body)
  local reply = txn:reply({ status = status, body = body })
  for _, name in ipairs(OF_REFUSALS) do
    for _, value in pairs(headers[name] or {}) do reply:add_header(name, value) end
  end
  txn:done(reply)
end

core.register_action("latchkey", { "http-req" }, function(txn, address)
  local sent = txn.http:req_get_headers()
  local question = { ["x-original-method"] = { txn.sf:method() }, ["x-original-uri"] = { txn.sf:pathq() } }
  for _, name in ipairs(CREDENTIALS) do
    if sent[name] then
      question[name] = {}
      for _, value in pairs(sent[name]) do table.insert(question[name], value) end
    end
  end
  forget(txn, sent)
  local answer = core.httpclient():get({ url = address, headers = question, timeout = 5000 })
  local status = answer and answer.status or 0
  local headers = answer and answer.headers or {}
  if status == 401 or status == 403 then return refuse(txn, status, headers, answer.body) end
  if status ~= 200 then return refuse(txn, 503, { ["retry-after"] = { "5" } }, "") end
  for _, name in ipairs(IDENTITY) do
    local value = headers[name] and (headers[name][0] or headers[name][1])
    if value and value ~= "" then txn.http:req_set_header(name, value) end
  end
end, 1)

core.register_action("latchkey_nobody", { "http-req" }, function(txn)
  forget(txn, txn.http:req_get_headers())
end, 0)
