import { option } from "./option.js";
import { SingleChoice } from "./single-choice.js";

/** A point of the project's scale; the keys 0 to 9 stand for these numbers. */
export class RatingAnswer extends SingleChoice {
  constructor({ scale }, { place, onChange }) {
    const points = Array.from({ length: scale.highest - scale.lowest + 1 }, (_, index) => String(scale.lowest + index));
    const options = points.map((point) => option({ type: "radio", name: "part", value: point, text: point }));
    super({
      place,
      question: `Which rating, from ${scale.lowest} to ${scale.highest}?`,
      className: "choices points",
      options,
      keys: points,
      onChange,
    });
  }

  get missing() {
    return "Choose a rating first.";
  }
}
