import type { Slips } from "../slips.ts";
import { formats } from "./formats.ts";

export const slips: Slips = {
	title: (county) => `${county}　一线通绑定码（请裁开，当面发给本人）`,
	how: (code, until, link) =>
		`打开一线通，私聊发送：绑定 ${code}。${link === null ? "" : `或在手机上打开：${link}　`}只能用一次，${formats.moment(until)}前有效。`,
};
