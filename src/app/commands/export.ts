import { periodOf } from "../../domain/period.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { noPeriodIn } from "../../language/leading-period.ts";
import { readExport } from "../exports/read-export.ts";
import { noticeNumbered } from "../notices/notice-set.ts";
import { privately } from "../turns/say-in-audience.ts";
import { noSuchPeriod } from "../units/unit-not-found.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 导出 …: an .xlsx (of material an archive) written beside the turns and sent in private, whoever reads along in the group. */
export const exportCommand: CommandHandler = async (turn, speaker, rest) => {
	const chat = privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	const asked = rest.trim() === "" ? null : readExport(turn, speaker, rest, chat);
	if (asked === "said") return;
	if (asked === null) {
		const strange = noPeriodIn(rest, turn.today);
		if (strange !== null) return turn.say(noSuchPeriod(strange), to);
		const township = turn.county.data.units.find(({ kind }) => kind === "township") ?? turn.county.root;
		return turn.say({ key: "export-what", unit: township.name, period: periodOf("week", turn.today), buttons: [] }, to);
	}
	if (asked.what === "receipts") {
		const notice = await noticeNumbered(turn.set, asked.notice);
		if (!notice) return turn.say({ key: "export-empty", buttons: [] }, to);
		const isTheirs = notice.issuer === speaker.person.key;
		if (!isTheirs && !may(turn.county, speaker.person, "oversee-notices", notice.unit, turn.today)) return refuse(turn, "oversee-notices");
	}
	if (asked.what === "burden" && !mayAnywhere(speaker.person, "see-burden", turn.today)) return refuse(turn, "see-burden");
	if (asked.what === "material" && !mayAnywhere(speaker.person, "take-material", turn.today)) return refuse(turn, "take-material");
	if (asked.what === "record" && asked.unit !== null && !may(turn.county, speaker.person, "export", asked.unit, turn.today))
		return refuse(turn, "export", turn.county.unit(asked.unit) ?? null);
	turn.add({
		do: "add-job",
		job: {
			id: turn.world.ids.next(),
			kind: "write-export",
			input: asked,
			chat,
			person: speaker.person.key,
			attempts: 0,
			createdAt: turn.now,
		},
	});
	turn.audit(speaker.person.key, "export:asked", `export:${asked.what}`, { asked });
	turn.say({ key: asked.what === "material" ? "material-started" : "export-started", buttons: [] }, to);
};
