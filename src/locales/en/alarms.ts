import { epochMsOf, type Instant } from "../../domain/period.ts";
import type { AlarmView } from "../../views/alarms.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const CHANNELS: Readonly<Record<string, string>> = { room: "Room", telegram: "Telegram", wechat: "WeChat" };

/** A messenger's name. */
export const channelName = (id: string): string => CHANNELS[id] ?? id;

const REASONS: Readonly<Record<string, string>> = {
	"bad-token": "the token is wrong or revoked",
	"another-bot": "the token belongs to another bot now, please start again",
	"another-poller": "another program uses the same token",
	"served-elsewhere": "another Yixian serves this bot",
	scan: "somebody has to scan its code: /login",
	"logged-out": "it was logged out, please scan its code again: /login",
	banned: "the platform restricts this account, please look at it on its telephone",
	"no-connection": "the connection to its platform broke, tried again by itself",
	"no-puppet": "the program it needs is not installed, see docs/wechat.md",
	failed: "the program that connects it fails, tried again by itself",
	webhook: "this bot had a webhook, which is being removed",
	unreachable: "no network",
	"timed-out": "the network is too slow",
	"bad-answer": "its answers make no sense, perhaps the network interferes",
	"server-error": "its server fails, tried again by itself",
	flood: "it asks to slow down, tried again by itself",
	refused: "it refused",
	"not-taken-in": "what came in could not be stored, is the disk full",
	store: "the database does not answer, is the disk full",
};

/** Why a messenger is down, in plain words; a code that is not known is shown as it is. */
export const reasonText = (reason: string): string => REASONS[reason] ?? reason;

/** Bytes as people say them. */
export const size = (bytes: number | null): string => {
	if (bytes === null) return "unknown";
	const mega = bytes / 1_000_000;
	return mega >= 1000 ? `${(mega / 1000).toFixed(1)} GB` : `${mega.toFixed(1)} MB`;
};

const span = (from: Instant, to: Instant): string => {
	const minutes = Math.max(1, Math.round((epochMsOf(to) - epochMsOf(from)) / 60_000));
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** What becomes of messages while a messenger is down. */
const MEANWHILE = "Whoever is bound elsewhere too is told there; everything else waits and goes by itself.";
const HOW_TO_SCAN = "Open the picture on another screen, scan it with the telephone of Yixian's own account and confirm there.";

export const alarms: SentencesOf<AlarmView["key"]> = {
	"channel-down": ({ channel, reason, since }) =>
		`Alarm: ${channelName(channel)} is down since ${formats.moment(since)} (${reasonText(reason)}). ${MEANWHILE} More: /status`,
	"login-wanted": ({ channel, reason, since }) =>
		`Alarm: ${channelName(channel)} cannot be used since ${formats.moment(since)}${reason === "scan" ? "" : ` (${reasonText(reason)})`}: somebody has to scan this code. ${HOW_TO_SCAN} It changes every few minutes; /login gives the newest. ${MEANWHILE}`,
	"login-code": ({ channel, codeSince }) =>
		`${channelName(channel)} waits for this code of ${formats.moment(codeSince)} to be scanned. ${HOW_TO_SCAN} It changes every few minutes; /login again gives the newest. Do not pass it on: whoever scans it lends Yixian their account.`,
	"no-login": () => "No code waits to be scanned. How the messengers are: /status",
	"channel-back": ({ channel, since, until }) =>
		`${channelName(channel)} is back. It was down for ${span(since, until)} from ${formats.moment(since)} on; what waited goes out now.`,
	"channel-renewed": ({ channel, people, groups }) =>
		`${channelName(channel)} gave everybody another id, as it does at a new login: ${people} people and ${groups} groups have to be bound again. People: /invite all. Groups: /bindgroup in each. Reports begun are kept. Who is missing: /status`,
	"many-lost": ({ count }) => `Alarm: ${count} messages of the last hour could not be delivered (blocked, left, or refused). More: /status`,
	"disk-low": ({ freeBytes }) =>
		`Alarm: only ${size(freeBytes)} left on the disk. Once it is full nothing can be taken in: please make room.`,
};
