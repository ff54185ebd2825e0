import type { FileRef } from "../../domain/file.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Effect } from "../../ports/store.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type CommandHandler, permitted } from "./handler.ts";

/** 导入 without a file: asks for it. */
export const importCommand: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (chat) turn.say({ key: "import-needs-file", buttons: [] }, { chat, addressee: speaker.person });
};

/** A workbook was sent: it is read and compared beside the turns; the difference follows. */
export const importFile = (file: FileRef): CommandHandler =>
	permitted("import", async (turn, speaker) => {
		const chat = privately(turn, speaker);
		if (!chat) return;
		addJob(turn, speaker, "check-workbook", { hash: file.hash }, chat);
		turn.say({ key: "import-started", buttons: [] }, { chat, addressee: speaker.person });
	});

/** 确认导入: applies exactly the workbook whose difference was shown. */
export const applyWorkbook = (token: string): CommandHandler =>
	permitted("import", async (turn, speaker) => {
		const chat = privately(turn, speaker);
		if (!chat) return;
		addJob(turn, speaker, "apply-workbook", { token }, chat);
		turn.say({ key: "import-applying", buttons: [] }, { chat, addressee: speaker.person });
	});

const checkedKey = (person: PersonKey): string => `checked-workbook:${person}`;

/** Remembers the workbook whose difference is shown to somebody, so that 确认导入 may be typed as well as pressed. */
export const noteChecked = (person: PersonKey, token: string): Effect => ({ do: "set-setting", key: checkedKey(person), value: token });

/** 确认导入, typed: applies the workbook shown last; without one it is asked for. */
export const applyShown: CommandHandler = permitted("import", async (turn, speaker, rest) => {
	const token = await turn.set.setting(checkedKey(speaker.person.key));
	return token === null ? importCommand(turn, speaker, rest) : applyWorkbook(token)(turn, speaker, rest);
});

/** 模板: the workbook as stored. */
export const template: CommandHandler = async (turn, speaker) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	addJob(turn, speaker, "write-template", null, chat);
	turn.say({ key: "template-started", buttons: [] }, { chat, addressee: speaker.person });
};

const addJob = (
	turn: Turn,
	speaker: Speaker,
	kind: "check-workbook" | "apply-workbook" | "write-template",
	input: unknown,
	chat: Turn["chat"],
): void =>
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind, input, chat, person: speaker.person.key, attempts: 0, createdAt: turn.now },
	});
