import { dateOf, parsePeriod, wallClock } from "../../domain/period.ts";
import type { Formats } from "../formats.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const day: Formats["day"] = (date) => `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;

export const formats: Formats = {
	number: (value) => value,
	quantity: (value, measure) => `${value} ${measure}`,
	period: (period) => {
		const { cadence, year, number } = parsePeriod(period);
		switch (cadence) {
			case "week":
				return `week ${number} of ${year}`;
			case "month":
				return `${MONTHS[number - 1]} ${year}`;
			case "quarter":
				return `Q${number} ${year}`;
			case "year":
				return String(year);
			default:
				return cadence satisfies never;
		}
	},
	moment: (at) => {
		const { hour, minute } = wallClock(at);
		return `${day(dateOf(at))} ${two(hour)}:${two(minute)}`;
	},
	day,
	role: (role) =>
		({
			supervisor: "supervision office",
			organiser: "organisation department",
			department: "county department",
			principal: "principal",
			reporter: "reporter",
			village: "village cadre",
			leader: "county leader",
		})[role],
};
