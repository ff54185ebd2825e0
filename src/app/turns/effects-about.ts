import type { Effect } from "../../ports/store.ts";

/** Which effects change what is known of the same thing: within one of these their order matters. */
const ABOUT = {
	"bind-account": "account",
	"unbind-account": "account",
	"park-chat": "account",
	"save-session": "session",
	"drop-session": "session",
	"add-report-version": "report",
	"confirm-report": "report",
	"add-review-decision": "report",
	"save-standings": "standing",
	"enqueue-message": "message",
	"add-task": "task",
	"finish-task": "task",
	"save-chain-line": "chain-line",
	"drop-chain-line": "chain-line",
	"save-group": "group",
	"move-chat": "group",
	"add-code": "code",
	"use-code": "code",
	"revoke-codes": "code",
	"record-code-failure": "code-failure",
	"set-setting": "setting",
} as const satisfies Partial<Record<Effect["do"], string>>;
/** A kind of thing that effects are about. */
export type Thing = (typeof ABOUT)[keyof typeof ABOUT];
/** The effects on one kind of thing. */
export type EffectAbout<T extends Thing> = Extract<
	Effect,
	{ do: { [K in keyof typeof ABOUT]: (typeof ABOUT)[K] extends T ? K : never }[keyof typeof ABOUT] }
>;

/** What an effect changes the knowledge of; undefined where nobody of the same group looks. */
export const thingOf = (effect: Effect): Thing | undefined => (ABOUT as Partial<Record<Effect["do"], Thing>>)[effect.do];
