import { type Normal, normalize } from "./normalize.ts";
import { findQuantities } from "./read-quantities.ts";

const CUE =
	/(?:^|[\s,，。;；、!?(:：])(?:哦|啊|呃|嗯|那个)?(?:不对|不是|不好意思|错了|说错了?|写错了?|报错了?|发错了?|说岔了?|打错了?|弄错了?|搞错了?|记错了?|填错了?|数错了?|看错了?|更正|纠正|订正|更改|修正|修改(?:一下)?|改正|勘误|重报|重新报|应该是|应为|应是|改成|改为|以此为准|以这个为准|口误|抱歉|sorry)/;
const BETWEEN = /(?:改成|改为|更正为|更改为|修改为|换成|应为|应改为|应该是|->|→|=>)/;

/** Offset in the folded text where a correction begins (不对，是54亩; 45改成54); null when nothing is corrected. */
export const correctionStart = (normal: Normal): number | null => {
	const { text } = normal;
	const cue = CUE.exec(text);
	if (cue) {
		const at = cue.index + (/^[\s,，。;；、!?(:：]/.test(cue[0]) ? 1 : 0);
		// 不是 and 修改 are corrections only where a number follows.
		if (findQuantities(normalize(text.slice(at))).length > 0) return at;
		return null;
	}
	const between = BETWEEN.exec(text);
	if (between && findQuantities(normalize(text.slice(between.index))).length > 0) return between.index;
	return null;
};
