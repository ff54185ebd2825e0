import type { UnitKind } from "../../domain/unit.ts";
import type { AudienceText, NoticeReachText, NoticeText, NoticeView, ReceiptLine } from "../../views/notices.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

const MOST_LINES = 40;
const MOST_NAMES = 12;

const KINDS: Readonly<Record<UnitKind, string>> = {
	county: "the county",
	department: "all departments",
	township: "all townships",
	village: "all villages",
};

const noticeText = ({ number, text, unit, issuer, wantsReceipt }: NoticeText): string =>
	[
		`[Notice] No. ${number}, ${unit} ${issuer}`,
		text,
		...(wantsReceipt ? ['When you have read it, press "Received" or answer 收到.'] : []),
	].join("\n");

const audience = ({ to, role }: AudienceText): string => {
	const units = "kind" in to ? KINDS[to.kind] : "group" in to ? `this group ${to.group}`.trim() : to.units.join(", ");
	return role === null ? units : `${formats.role(role)} of ${units}`;
};

const someOf = (names: readonly string[], most = MOST_NAMES): string =>
	names.length > most ? `${names.slice(0, most).join(", ")} and others` : names.join(", ");

const reachCounts = ({ groups, people }: Pick<NoticeReachText, "groups" | "people">): string => `${groups} groups, ${people} people`;

const notReached = ({ unreached, empty, waits }: NoticeReachText): string[] => [
	...(waits
		? [
				`Nothing unasked goes out on ${waits.channels.map(channelName).join(", ")} at this hour: ${reachCounts(waits)} get it on ${formats.moment(waits.until)}.`,
			]
		: []),
	...(unreached.length > 0 ? [`${unreached.length} people are not bound and get nothing: ${someOf(unreached)}.`] : []),
	...(empty.length > 0 ? [`${empty.length} units have neither group nor people: ${someOf(empty)}.`] : []),
];

const line = ({ unit, names, at }: ReceiptLine): string =>
	`· ${unit}${names.length === 0 ? "" : `: ${someOf(names, 6)}`}${at === null ? "" : `, ${formats.moment(at)}`}`;

const lines = (all: readonly ReceiptLine[]): string[] => [
	...all.slice(0, MOST_LINES).map(line),
	...(all.length > MOST_LINES ? [`… and ${all.length - MOST_LINES} more`] : []),
];

const REMARKS = {
	dropped: "Your earlier draft was dropped.",
	old: "You wrote this earlier. Please look at it again.",
	joined: "Your text came in two messages and was put together. Please check where they meet.",
	"not-newest": "That was an earlier version; this is the newest.",
	"files-added": "Files added.",
	"too-many-files": "At most 10 files; the others were left out.",
	"odd-files": "Only pictures, recordings and office documents; the others were left out.",
} as const;

export const notices: SentencesOf<NoticeView["key"]> = {
	notice: ({ notice }) => noticeText(notice),
	"notice-preview": ({ notice, files, audience: whom, reach, uncounted, remark }) =>
		[
			...(remark === null ? [] : [REMARKS[remark]]),
			"This is how it will look:",
			"────────",
			noticeText(notice),
			"────────",
			...(files.length > 0 ? [`Files: ${files.length}`] : []),
			`To: ${audience(whom)} (${reachCounts(reach)})`,
			...notReached(reach),
			`Receipts: ${notice.wantsReceipt ? "asked for" : "not asked for"}`,
			...(uncounted ? ["The text asks for 收到, but nobody counts who says it; to see who did, choose “Ask for receipts”."] : []),
			"Send pictures or files to add them; 给 UNIT changes whom it is for. Nobody gets it before you press Publish.",
		].join("\n"),
	"notice-text-needed": ({ again }) => (again ? "Please send the new text." : "Please send the text of the notice."),
	"notice-nothing-open": () => "No notice is being written. Send /notice and its text.",
	"notice-nobody": ({ audience: whom }) => `It cannot go out: ${audience(whom)} has neither a group nor anybody bound.`,
	"notice-discarded": () => "Dropped. Nobody got it.",
	"notice-publish-private": () => "Please publish notices in private.",
	"notice-no-group": () => "给 本群 works in the group itself.",
	"notice-published": ({ number, reach, wantsReceipt }) =>
		[
			`Published as No. ${number} to ${reachCounts(reach)}.`,
			...notReached(reach),
			...(wantsReceipt ? [`/receipts ${number} shows who confirmed.`] : []),
			`/withdraw ${number} REASON takes it back.`,
		].join("\n"),
	"notice-received": ({ number, again, others }) =>
		[
			again ? `You had confirmed No. ${number} already.` : `Noted: you received No. ${number}.`,
			...(others.length > 0 ? [`No. ${others.join(", ")} wait for you still: /received ${others[0]}.`] : []),
		].join("\n"),
	"notice-none-waiting": () => "Fine. No notice waits for you.",
	"notice-wants-none": ({ number, withdrawn }) => (withdrawn ? `No. ${number} was withdrawn.` : `No. ${number} asks for no receipts.`),
	"notice-beyond": ({ unit, who }) =>
		`No permission. You may write to your own unit and its villages; to ${unit}: ${who.map(formats.role).join(", ")}.`,
	"notice-unknown": ({ number, command }) => (number === null ? `Which notice? /${command} 12` : `There is no notice No. ${number}.`),
	"notice-not-yours": ({ number, issuer }) => `No permission. No. ${number} is ${issuer}'s: only they and the supervision office may.`,
	"notice-receipts": (view) =>
		[
			`Receipts of No. ${view.number} (${formats.moment(view.publishedAt)})${view.withdrawn ? ", withdrawn" : ""}`,
			view.head,
			`Units: ${view.units - view.silent.length} of ${view.units}. People: ${view.peopleConfirmed} of ${view.people}.`,
			...(view.silent.length > 0 ? [`Silent: ${view.silent.length}`, ...lines(view.silent)] : []),
			...(view.confirmed.length > 0 ? [`Confirmed: ${view.confirmed.length}`, ...lines(view.confirmed)] : []),
			...(view.guests > 0 ? [`${view.guests} others confirmed too.`] : []),
			...(view.unbound > 0 ? [`${view.unbound} people on the list are not bound.`] : []),
			...(view.remindedAt !== null
				? [
						`Reminded ${formats.moment(view.remindedAt)}${view.notReminded > 0 ? `; ${view.notReminded} people had been reminded often enough that day` : ""}.`,
					]
				: []),
			...(view.unsent.waiting > 0 ? [`${view.unsent.waiting} chats wait for it still.`] : []),
			...(view.unsent.lost > 0 ? [`${view.unsent.lost} chats did not get it and will not: closed, or out of reach for three days.`] : []),
			...(view.remindAt !== null ? [`Will be reminded ${formats.moment(view.remindAt)}.`] : []),
		].join("\n"),
	"notice-chased": ({ number, outcome, units, people, capped, cap, at }) => {
		switch (outcome) {
			case "sent":
				return [
					`Reminded about No. ${number}: ${units} units, ${people} people. Nobody is reminded of it twice.`,
					...(capped > 0 ? [`${capped} others were reminded ${cap} times today and are left alone.`] : []),
				].join("\n");
			case "capped":
				return `${capped} people have not confirmed No. ${number}; all were reminded ${cap} times today and are left alone. Ask again tomorrow: /chase ${number}.`;
			case "later":
				return `Not at this hour. No. ${number} will be reminded of ${at === null ? "later" : formats.moment(at)}.`;
			case "already":
				return `No. ${number} was reminded of once already.`;
			case "all-confirmed":
				return `Everybody confirmed No. ${number}.`;
			case "nobody-reached":
				return `${people} people have not confirmed No. ${number}, but none of them is bound.`;
			default:
				return outcome satisfies never;
		}
	},
	"notice-reminder": ({ number, head, unit, inGroup }) =>
		`Reminder: ${inGroup ? `nobody of ${unit} has` : "you have not"} confirmed notice No. ${number}. Press "Received" or send /received ${number}.\n${head}`,
	"notice-withdrawn": ({ number, unit, issuer, reason }) =>
		`Notice No. ${number} was withdrawn${reason === null ? "." : `: ${reason}`}\n${unit} ${issuer}`,
	"notice-withdrawal-done": ({ number, groups, people, again }) =>
		again
			? `No. ${number} was withdrawn before.`
			: `No. ${number} is withdrawn; ${reachCounts({ groups, people })} were told. The message itself stays where it is.`,
};
