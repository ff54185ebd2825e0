import { dateOf, parsePeriod, wallClock } from "../../domain/period.ts";
import type { Formats } from "../formats.ts";

const two = (value: number): string => String(value).padStart(2, "0");

const day: Formats["day"] = (date) => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

export const formats: Formats = {
	number: (value) => value,
	quantity: (value, measure) => `${value}${measure}`,
	period: (period) => {
		const { cadence, year, number } = parsePeriod(period);
		switch (cadence) {
			case "week":
				return `${year}年第${number}周`;
			case "month":
				return `${year}年${number}月`;
			case "quarter":
				return `${year}年第${number}季度`;
			case "year":
				return `${year}年`;
			default:
				return cadence satisfies never;
		}
	},
	moment: (at) => {
		const { hour, minute } = wallClock(at);
		return `${day(dateOf(at))}${two(hour)}:${two(minute)}`;
	},
	day,
	role: (role) =>
		({
			supervisor: "督查考核办",
			organiser: "组织部门",
			department: "县直部门",
			principal: "主要领导",
			reporter: "报送员",
			village: "村干部",
			leader: "县领导",
		})[role],
};
