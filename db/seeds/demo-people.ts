import type { Role } from "../../worker/domain/organizations/roles.ts";

export const DEMO_PASSWORD = "northwind demo passphrase";

export const DEMO_API_PERMISSIONS = [
  { key: "reports:read", description: "Can read reports" },
  { key: "reports:write", description: "Can create and change reports" },
];

export const DEMO_GROUPS = ["EMEA", "APAC"];

export type DemoPerson = {
  key: string;
  organization: "northwind" | "fabrikam";
  name: string;
  /** Service users have none. */
  email: string | null;
  role: Role;
  permissions: string[];
  visibilityGroups: string[];
};

const REPORTS = ["reports:read", "reports:write"];

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    key: "master",
    organization: "northwind",
    name: "Mara Lindqvist",
    email: "master@northwind.example",
    role: "master_admin",
    permissions: ["tokens.personal", "tokens.introspect", ...REPORTS],
    visibilityGroups: [],
  },
  {
    key: "super",
    organization: "northwind",
    name: "Samuel Okafor",
    email: "super@northwind.example",
    role: "superuser",
    permissions: ["tokens.personal", ...REPORTS],
    visibilityGroups: [],
  },
  {
    key: "member",
    organization: "northwind",
    name: "Mei Tanaka",
    email: "member@northwind.example",
    role: "member",
    permissions: ["tokens.personal", ...REPORTS],
    visibilityGroups: ["EMEA"],
  },
  {
    key: "restricted",
    organization: "northwind",
    name: "Rosa Delgado",
    email: "restricted@northwind.example",
    role: "member",
    permissions: ["reports:read"],
    visibilityGroups: ["APAC"],
  },
  {
    key: "ci-bot",
    organization: "northwind",
    name: "ci-bot",
    email: null,
    role: "member",
    permissions: ["tokens.personal", "reports:read"],
    visibilityGroups: ["EMEA"],
  },
  {
    key: "gateway",
    organization: "northwind",
    name: "gateway",
    email: null,
    role: "member",
    permissions: ["tokens.personal", "tokens.introspect"],
    visibilityGroups: [],
  },
  {
    key: "partner",
    organization: "fabrikam",
    name: "Pavel Novák",
    email: "partner@fabrikam.example",
    role: "member",
    permissions: ["tokens.personal"],
    visibilityGroups: [],
  },
  {
    key: "boss",
    organization: "fabrikam",
    name: "Beatrice Moreau",
    email: "boss@fabrikam.example",
    role: "master_admin",
    permissions: ["tokens.personal", "tokens.introspect"],
    visibilityGroups: [],
  },
];
