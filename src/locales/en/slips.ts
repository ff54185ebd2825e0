import type { Slips } from "../slips.ts";
import { formats } from "./formats.ts";

export const slips: Slips = {
	title: (county) => `${county}: binding codes (cut and hand over in person)`,
	how: (code, until, link) =>
		`Write to Yixian in private: /bind ${code}. ${link === null ? "" : `Or open ${link} . `}Works once, until ${formats.moment(until)}.`,
};
