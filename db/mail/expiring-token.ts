import type { UserKind } from "../../worker/domain/organizations/membership.ts";

export type ExpiringToken = {
  seq: number;
  id: string;
  name: string;
  createdAt: number;
  rotatedAt: number | null;
  expiresAt: number;
  expiryNotice: number | null;
  lastUsedAt: number | null;
  lastUsedMethod: string | null;
  lastUsedPath: string | null;
  /** The day when it is due, in days since 1970 (UTC). */
  due: number;
  organizationId: string;
  organizationName: string;
  userId: string;
  ownerName: string;
  ownerKind: UserKind;
  /** A person's own address; a service user's is its contact's. */
  address: string | null;
  /** Whether the recipient may open the organization's pages: a contact need not be a superuser. */
  mayOpen: boolean;
  /** Whether its owner is deactivated, or the token has already ended. */
  isOver: boolean;
  /** Whether this address already got its mail of the day: the notice then waits until tomorrow. */
  isSentToday: boolean;
};

export type ToldToken = { id: string; expiresAt: number; threshold: number };
