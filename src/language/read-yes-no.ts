import { normalize } from "./normalize.ts";

const NO =
	/^(?:不是|不行|不可以|不对|不能|不要|不用|不同意|不需要|不准确|不|否|没有|没|无|未|非|错|错了|别|算了|拒绝|反对|没呢|没有呢|还没有?|还没呢|尚未|不好|不成|不中|不该|no|n|nope|×|x|✗|✘|❌|👎|🙅)(?:的|了|啊|呢|吧|哈|哦|呀)?$/i;
const YES =
	/^(?:是|是的|对|对的|有|有的|好|好的|好嘞|好吧|嗯|嗯嗯|恩|可以|行|行的|行吧|中|成|没问题|没错|正确|准确|确认|确定|同意|当然|必须的?|要|需要|已完成|完成了?|通过|收到|照此上报|照此|照报|照这样报|妥|妥了|ok|okay|yes|y|yep|√|✓|✔|✅|👌|👍|🙆)(?:的|了|啊|呢|吧|哈|哦|呀|滴)?$/iu;
const YES_HEAD = /^(?:是的?|对的?|嗯+|好的?|有的?|可以|行|没错|没问题|确实)[,，。!\s]/;
const NO_HEAD = /^(?:不是|没有|不对|否|没|不)[,，。!\s]/;

/** Whether an answer says yes or no; null when it says neither, or both. */
export const readYesNo = (text: string): "yes" | "no" | null => {
	const plain = normalize(text)
		.text.trim()
		.replace(/[\s,，.。!！~…]+$/u, "")
		.replace(/^(?:那|哦|啊|呃|领导|书记|主任)[,，\s]*/u, "")
		.replace(/\p{Emoji_Modifier}/gu, "");
	if (NO.test(plain)) return "no";
	if (YES.test(plain)) return "yes";
	if (plain.length > 30) return null;
	if (NO_HEAD.test(plain)) return "no";
	return YES_HEAD.test(plain) && !/不|没/.test(plain.slice(2).replace(/没错|没问题|不错/g, "")) ? "yes" : null;
};
