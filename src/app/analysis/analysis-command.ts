import { type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { CommandHandler } from "../commands/handler.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { AnalysisAsked } from "./write-analysis.ts";

/** 季度分析, 季度分析 三季度: the material for the quarter's analysis meeting; in private alone, for it names units that are behind. */
export const analysis: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const words = rest.trim();
	const named = leadingPeriod(words, turn.today);
	const current = periodOf("quarter", turn.today);
	if (words === "") return ask(turn, speaker, chat, { period: shiftPeriod(current, -1), otherwise: current });
	const period = named?.rest === "" && parsePeriod(named.period).cadence === "quarter" ? named.period : null;
	if (period === null || period > current)
		return turn.say({ key: "analysis-none", period, buttons: [] }, { chat, addressee: speaker.person });
	ask(turn, speaker, chat, { period, otherwise: null });
};

const ask = (turn: Turn, { person }: Speaker, chat: ChatRef, input: AnalysisAsked): void => {
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind: "write-analysis", input, chat, person: person.key, attempts: 0, createdAt: turn.now },
	});
	turn.say({ key: "analysis-started", period: namedOf(input), buttons: [] }, { chat, addressee: person });
};

const namedOf = ({ period, otherwise }: AnalysisAsked): PeriodKey | null => (otherwise === null ? period : null);
