import { makeWorkspace, predict, type Sample, trainLinear } from '../linear.ts';
import { learnVocabulary } from '../vectors.ts';
import { feedbackFeatures } from './feedback-features.ts';
import { meaningsOf, type Sign } from './meanings.ts';
import { FEEDBACK, type Feedback, type Phrasing, STUDIED, studied } from './phrasings.ts';

/** Reads the newest words of a mail, without quotes and signature. Pure. */
export type ReadFeedback = (text: string) => Feedback;

const EPOCHS = 12;
/** Taken for solved only when this likely: a mistake closes the ticket of somebody who still has the trouble. */
const SURE = 0.55;
/** The same where nothing says thanks, praises, or says that it is solved, or where a word stands that people use for trouble that persists. */
const VERY_SURE = 0.75;
const GLAD: ReadonlySet<Sign> = new Set<Sign>(['thanks', 'praise', 'solved', 'close']);
const WORRIED: ReadonlySet<Sign> = new Set<Sign>(['still', 'same', 'but', 'fails']);

/** No sentence may say as clearly that something is left: "It is solved. Please also …". */
const DENIED = 0.8;

/** A closing remark is short; a longer mail that contains thanks wants something as well. */
const CLOSING_WORDS = 60;
const CLOSING_CHARACTERS = 400;
/** With less of a text known, nothing is known of what it says: it is in another language, or about something else. */
const FAMILIAR_ENOUGH = 0.15;

/** A reader learned from these phrasings, always the same from the same. */
export function trainFeedback(phrasings: readonly Phrasing[]): ReadFeedback {
  const bags = phrasings.map(({ text }) => feedbackFeatures(text));
  const { size, vectorise } = learnVocabulary(bags, 2);
  const samples = bags.map((bag, i): Sample => ({ vector: vectorise(bag), label: FEEDBACK.indexOf(phrasings[i]?.says ?? 'other') }));
  const weights = trainLinear(samples, FEEDBACK.length, size, EPOCHS, makeWorkspace());

  const judge = (text: string) => {
    const vector = vectorise(feedbackFeatures(text));
    const [solved = 0, unsolved = 0, other = 0] = predict(weights, vector, new Float32Array(FEEDBACK.length));
    return { solved, unsolved, other, familiar: vector.familiar };
  };
  const isDenied = (sentence: string) => {
    const { unsolved, other, familiar } = judge(sentence);
    return familiar >= FAMILIAR_ENOUGH && Math.max(unsolved, other) >= DENIED;
  };

  return (text) => {
    const { solved, unsolved, other, familiar } = judge(text);
    if (familiar < FAMILIAR_ENOUGH) return 'other';
    if (solved > Math.max(unsolved, other) && solved >= neededFor(text) && mayClose(text) && !sentencesOf(text).some(isDenied))
      return 'solved';
    return unsolved >= other ? 'unsolved' : 'other';
  };
}

function sentencesOf(text: string): readonly string[] {
  const sentences = text.match(/[^.!?。！？\n]+[.!?。！？]*/gu) ?? [];
  return sentences.length < 2 ? [] : sentences;
}

function neededFor(text: string): number {
  const signs = meaningsOf(text);
  return signs.some((sign) => GLAD.has(sign)) && !signs.some((sign) => WORRIED.has(sign)) ? SURE : VERY_SURE;
}

/** Who asks something, or writes at length, is not done. */
function mayClose(text: string): boolean {
  return !/[?？؟]/.test(text) && text.trim().split(/\s+/).length <= CLOSING_WORDS && text.length <= CLOSING_CHARACTERS;
}

let learned: ReadFeedback | undefined;

/** By all phrasings that were studied; learned at the first question, which takes some tenths of a second. */
export const readFeedback: ReadFeedback = (text) => {
  learned ??= trainFeedback(STUDIED.flatMap(studied));
  return learned(text);
};
