import { type Absence, isAwayOn } from "../../domain/absence.ts";
import { dateOf, type Instant } from "../../domain/period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Effect, SavedSession, Store } from "../../ports/store.ts";
import type { CountyHolder } from "../county-holder.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { TurnWorld } from "../turns/turn.ts";

/** The effects that give open dialogs to a deputy: as drafts that rest, but for those the deputy has begun alone. */
export const handOver = (
	{ deputy }: Absence,
	open: readonly SavedSession[],
	deputys: readonly SavedSession[],
	privateChat: ChatRef | null,
): Effect[] =>
	open
		.filter(({ subject }) => !deputys.some((own) => own.subject === subject))
		.map((session) => ({
			do: "save-session",
			session: {
				...session,
				person: deputy,
				active: false,
				chat: session.chat.kind === "private" ? (privateChat ?? session.chat) : session.chat,
			},
		}));

/** Where it is remembered that an absence's dialogs went to the deputy: once, whatever the absentee begins later. */
export const handedOverKey = (absence: Absence): string => `handed-over:${absence.id}`;

/** Gives the dialogs of those whose leave has begun to their deputies. Called every minute; each leave is handed over once. */
export const createHandOver =
	({ store, counties, isServed }: { readonly store: Store; readonly counties: CountyHolder; readonly isServed: TurnWorld["isServed"] }) =>
	async (now: Instant): Promise<void> => {
		for (const absence of counties.current?.absences ?? []) {
			if (!isAwayOn(absence, dateOf(now)) || (await store.setting(handedOverKey(absence))) !== null) continue;
			const { sessions } = await store.load({ sessionsOf: [absence.person, absence.deputy] });
			const of = (person: string): SavedSession[] => sessions.filter((session) => session.person === person);
			const [chat = null] = privateChatsOf(await store.accountsOf(absence.deputy), { isServed });
			await store.commit([
				...handOver(absence, of(absence.person), of(absence.deputy), chat),
				{ do: "set-setting", key: handedOverKey(absence), value: now },
			]);
		}
	};
