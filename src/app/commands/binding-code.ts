import { createHash } from "node:crypto";
import { addMs, type Instant } from "../../domain/period.ts";
import type { Person } from "../../domain/person.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect } from "../../ports/store.ts";

/** How long a code works: slips are printed, carried to a village and typed by the weekend after next. */
const CODE_LIFE_MS = 14 * 24 * 60 * 60 * 1000;

/** What people make of a printed code: spaces, dashes, small or full-width letters. */
export const normaliseCode = (typed: string): string =>
	typed
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[^0-9A-Z]/gu, "");

/** SHA-256 of a normalised code: what the store keeps instead of it. */
export const codeHash = (code: string): string =>
	createHash("sha256")
		.update(`yixian-code:${normaliseCode(code)}`)
		.digest("hex");

/** A new code for a person; the earlier unused ones stop working. */
export const issueCode = (person: Person, now: Instant, ids: Ids, actor: string): { code: string; until: Instant; effects: Effect[] } => {
	const code = ids.bindingCode();
	const until = addMs(now, CODE_LIFE_MS);
	return {
		code,
		until,
		effects: [
			{ do: "revoke-codes", person: person.key, at: now },
			{ do: "add-code", code: { hash: codeHash(code), person: person.key, expiresAt: until, usedAt: null } },
			{ do: "add-audit", entry: { at: now, actor, event: "person:invited", subject: `person:${person.key}`, facts: {} } },
		],
	};
};
