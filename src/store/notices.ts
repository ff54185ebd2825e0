import type { FileRef } from "../domain/file.ts";
import type { Notice, NoticeAudience, NoticeReach, NoticeRecipient } from "../domain/notice.ts";
import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ChatRef } from "../ports/chat.ts";
import type { NoticeChat, WaitingNotice } from "../ports/notices.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import { keepingFiles } from "./files.ts";
import type { NoticeChat as ChatRow, Notice as NoticeRow, NoticeRecipient as RecipientRow } from "./generated/client.ts";
import { bindList, insert, table, upsert } from "./table.ts";

const NOTICE = table<NoticeRow>("Notice", {
	id: "text",
	number: "int",
	issuer: "text",
	unit: "text",
	text: "text",
	filesJson: "text",
	audienceJson: "text",
	wantsReceipt: "bool",
	awaitsText: "bool",
	revision: "int",
	state: "text",
	createdAt: "text",
	updatedAt: "text",
	publishedAt: "text",
	withdrawnAt: "text",
	withdrawnFor: "text",
	remindAt: "text",
});
const CHAT = table<ChatRow>("NoticeChat", {
	notice: "int",
	message: "text",
	channel: "text",
	account: "text",
	chatId: "text",
	chatKind: "text",
	unit: "text",
	person: "text",
});
const RECIPIENT = table<RecipientRow>("NoticeRecipient", {
	notice: "int",
	unit: "text",
	person: "text",
	reach: "text",
	confirmedAt: "text",
	remindedAt: "text",
});

type Changed = EffectOf<
	| "save-notice"
	| "drop-notice"
	| "add-notice-delivery"
	| "confirm-notice"
	| "note-notice-reminded"
	| "recall-notice"
	| "move-chat"
	| "redirect-messages"
>;

/** One after another: there are few notices, and what is done to one builds on what was done before. */
export const noticeStatements = (dialect: Dialect, effects: readonly Changed[]): Statement[] =>
	effects.flatMap((effect) => statementsOf(dialect, effect));

const statementsOf = (dialect: Dialect, effect: Changed): Statement[] => {
	switch (effect.do) {
		case "save-notice":
			return saving(dialect, effect.notice);
		case "drop-notice":
			return [{ sql: `DELETE FROM "Notice" WHERE "id" = ? AND "state" = 'draft'`, args: [effect.id] }];
		case "add-notice-delivery":
			return [
				...insert(dialect, CHAT)(effect.chats.map((chat) => chatRow(effect.notice, chat))),
				...insert(dialect, RECIPIENT)(effect.recipients.map((recipient) => ({ notice: effect.notice, ...recipient }))),
			];
		case "confirm-notice":
			return confirming(effect);
		case "note-notice-reminded":
			return [
				{
					sql: `UPDATE "NoticeRecipient" SET "remindedAt" = ? WHERE "notice" = ? AND "person" IN ${dialect.texts} AND "remindedAt" IS NULL`,
					args: [effect.at, effect.notice, bindList(effect.people)],
				},
				{ sql: 'UPDATE "Notice" SET "remindAt" = NULL WHERE "number" = ?', args: [effect.notice] },
			];
		case "recall-notice":
			return [
				{
					sql: `UPDATE "Outbox" SET "status" = 'parked', "finishedAt" = ?, "reason" = 'withdrawn'
						WHERE "id" IN (SELECT "message" FROM "NoticeChat" WHERE "notice" = ?) AND ${dialect.checked('"status"')} = 'queued'`,
					args: [effect.at, effect.notice],
				},
			];
		case "move-chat":
			return [
				{
					sql: 'UPDATE "NoticeChat" SET "chatId" = ? WHERE "chatId" = ? AND "channel" = ? AND "account" = ?',
					args: [effect.toId, effect.from.id, effect.from.channel, effect.from.account],
				},
			];
		case "redirect-messages":
			// Behind the outbox: those still queued have gone to the other chat by now.
			return [
				{
					sql: `UPDATE "NoticeChat" SET "channel" = ?, "account" = ?, "chatId" = ?, "chatKind" = ?
						WHERE "chatId" = ? AND "channel" = ? AND "account" = ? AND "message" IN
						(SELECT "id" FROM "Outbox" WHERE "status" = 'queued' AND "channel" = ? AND "account" = ? AND "chatId" = ?)`,
					args: [...placeOf(effect.to), effect.to.kind, effect.from.id, effect.from.channel, effect.from.account, ...placeOf(effect.to)],
				},
			];
		default:
			return effect satisfies never;
	}
};

const placeOf = ({ channel, account, id }: ChatRef): string[] => [channel, account, id];

/** Its files are part of the record from the day it is published. */
const saving = (dialect: Dialect, notice: Notice): Statement[] => [
	...upsert(dialect, NOTICE, ["id"])([toRow(notice)]),
	...(notice.state === "published" && notice.files.length > 0
		? [
				keepingFiles(
					dialect,
					notice.files.map(({ hash }) => hash),
				),
			]
		: []),
];

const confirming = ({ notice, person, unit, at }: EffectOf<"confirm-notice">): Statement[] => [
	{
		sql: 'UPDATE "NoticeRecipient" SET "confirmedAt" = ? WHERE "notice" = ? AND "person" = ? AND "confirmedAt" IS NULL',
		args: [at, notice, person],
	},
	{
		sql: `INSERT INTO "NoticeRecipient" ("notice", "unit", "person", "reach", "confirmedAt", "remindedAt")
			SELECT ?, ?, ?, 'guest', ?, NULL WHERE NOT EXISTS (SELECT 1 FROM "NoticeRecipient" WHERE "notice" = ? AND "person" = ?)`,
		args: [notice, unit, person, at, notice, person],
	},
];

const toRow = ({ files, audience, ...notice }: Notice): NoticeRow => ({
	...notice,
	filesJson: JSON.stringify(files),
	audienceJson: JSON.stringify(audience),
});

const fromRow = ({ filesJson, audienceJson, ...row }: NoticeRow): Notice => ({
	...row,
	issuer: row.issuer as PersonKey,
	unit: row.unit as UnitCode,
	files: JSON.parse(filesJson) as FileRef[],
	audience: JSON.parse(audienceJson) as NoticeAudience,
	state: row.state as Notice["state"],
	createdAt: row.createdAt as Instant,
	updatedAt: row.updatedAt as Instant,
	publishedAt: row.publishedAt as Instant | null,
	withdrawnAt: row.withdrawnAt as Instant | null,
	remindAt: row.remindAt as Instant | null,
});

const chatRow = (notice: number, { chat, message, unit, person }: NoticeChat): ChatRow => ({
	notice,
	message,
	channel: chat.channel,
	account: chat.account,
	chatId: chat.id,
	chatKind: chat.kind,
	unit,
	person,
});

/** Somebody's draft; the newest, should there be several. */
export const noticeDraft = async (read: Read, issuer: PersonKey): Promise<Notice | null> => {
	const [row] = await read<NoticeRow>(`SELECT * FROM "Notice" WHERE "issuer" = ? AND "state" = 'draft' ORDER BY "updatedAt" DESC LIMIT 1`, [
		issuer,
	]);
	return row ? fromRow(row) : null;
};

export const noticeNumbered = async (read: Read, number: number): Promise<Notice | null> => {
	const [row] = await read<NoticeRow>('SELECT * FROM "Notice" WHERE "number" = ?', [number]);
	return row ? fromRow(row) : null;
};

export const lastNoticeNumber = async (read: Read): Promise<number> => {
	const [row] = await read<{ number: number | bigint | null }>('SELECT MAX("number") AS "number" FROM "Notice"', []);
	return Number(row?.number ?? 0);
};

/** The newest numbered notices, of one issuer or of everybody. */
export const newestNotices = async (read: Read, issuer: PersonKey | null, limit: number): Promise<Notice[]> => {
	const rows =
		issuer === null
			? await read<NoticeRow>('SELECT * FROM "Notice" WHERE "number" IS NOT NULL ORDER BY "number" DESC LIMIT ?', [limit])
			: await read<NoticeRow>('SELECT * FROM "Notice" WHERE "issuer" = ? AND "number" IS NOT NULL ORDER BY "number" DESC LIMIT ?', [
					issuer,
					limit,
				]);
	return rows.map(fromRow);
};

/** To how many chats a notice has not got: still tried, or given up. */
export const unsentOfNotice = async (dialect: Dialect, read: Read, number: number): Promise<{ waiting: number; lost: number }> => {
	const rows = await read<{ status: string; reason: string | null }>(
		`SELECT "status", "reason" FROM "Outbox"
			WHERE "id" IN (SELECT "message" FROM "NoticeChat" WHERE "notice" = ?) AND ${dialect.checked('"status"')} <> 'sent'`,
		[number],
	);
	return {
		waiting: rows.filter(({ status }) => status === "queued").length,
		lost: rows.filter(({ status, reason }) => status === "parked" && reason !== "withdrawn").length,
	};
};

/** What waits for these people's word, newest first. */
export const waitingNotices = async (dialect: Dialect, read: Read, people: readonly PersonKey[]): Promise<WaitingNotice[]> => {
	const sql = `SELECT DISTINCT n."number", r."person", COALESCE(r."remindedAt", n."publishedAt") AS "at" FROM "NoticeRecipient" r
		JOIN "Notice" n ON n."number" = r."notice"
		WHERE r."person" IN ${dialect.texts} AND r."confirmedAt" IS NULL AND ${dialect.checked('n."state"')} = 'published' ORDER BY n."number" DESC`;
	const rows = await read<{ number: number; person: string; at: string }>(sql, [bindList(people)]);
	return rows.map(({ number, person, at }) => ({ number, person: person as PersonKey, at: at as Instant }));
};

/** By unit and person. */
export const noticeRecipients = async (read: Read, number: number): Promise<NoticeRecipient[]> =>
	(await read<RecipientRow>('SELECT * FROM "NoticeRecipient" WHERE "notice" = ? ORDER BY "unit", "person"', [number])).map((row) => ({
		unit: row.unit as UnitCode,
		person: row.person as PersonKey,
		reach: row.reach as NoticeReach,
		confirmedAt: row.confirmedAt as Instant | null,
		remindedAt: row.remindedAt as Instant | null,
	}));

export const noticeChats = async (read: Read, number: number): Promise<NoticeChat[]> =>
	(await read<ChatRow>('SELECT * FROM "NoticeChat" WHERE "notice" = ? ORDER BY "message"', [number])).map((row) => ({
		chat: { channel: row.channel, account: row.account, id: row.chatId, kind: row.chatKind as ChatRef["kind"] },
		message: row.message,
		unit: row.unit as UnitCode | null,
		person: row.person as PersonKey | null,
	}));

/** Which of these notices went to a chat. */
export const noticesIn = async (
	dialect: Dialect,
	read: Read,
	{ channel, account, id }: ChatRef,
	numbers: readonly number[],
): Promise<number[]> =>
	(
		await read<{ notice: number }>(
			`SELECT DISTINCT "notice" FROM "NoticeChat" WHERE "chatId" = ? AND "channel" = ? AND "account" = ? AND ${dialect.checked('"notice"')} IN ${dialect.ints}`,
			[id, channel, account, bindList(numbers)],
		)
	).map(({ notice }) => notice);

/** Published notices whose silent are to be reminded by now. */
export const noticesToRemind = async (dialect: Dialect, read: Read, now: Instant): Promise<Notice[]> =>
	(
		await read<NoticeRow>(
			`SELECT * FROM "Notice" WHERE "remindAt" <= ? AND ${dialect.checked('"state"')} = 'published' ORDER BY "remindAt", "number"`,
			[now],
		)
	).map(fromRow);
