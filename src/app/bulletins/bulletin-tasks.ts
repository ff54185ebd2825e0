import { mayAnywhere } from "../../domain/permission.ts";
import type { TaskLine } from "../../views/report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { bulletinsUnderWay } from "./bulletin-set.ts";

/** The bulletins that wait for somebody: for their approval, or, their own and approved, to be published. */
export const bulletinTasks = async (turn: Turn, { person }: Speaker): Promise<TaskLine[]> => {
	const [approves, drafts] = [mayAnywhere(person, "approve-bulletin", turn.today), mayAnywhere(person, "draft-bulletin", turn.today)];
	if (!approves && !drafts) return [];
	return (await bulletinsUnderWay(turn.set, null)).flatMap(({ state, drafter, title }): TaskLine[] => {
		const isOwn = drafter === person.key;
		if (state === "reviewing" && approves && !isOwn) return [{ kind: "bulletin", what: "approve", title }];
		return state === "approved" && isOwn ? [{ kind: "bulletin", what: "publish", title }] : [];
	});
};
