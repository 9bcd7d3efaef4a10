import { injection } from './injection.ts';
import { intents } from './intents.ts';
import { kbBanking } from './kb-banking.ts';
import { kbHelp } from './kb-help.ts';
import { language } from './language.ts';
import { machineMail } from './machine-mail.ts';
import type { Measure } from './measure.ts';
import { mime } from './mime.ts';
import { newestWords } from './newest-words.ts';
import { people } from './people.ts';
import { privateValues } from './private-values.ts';
import { recordedReplies } from './recorded-replies.ts';
import { threads } from './threads.ts';
import { vacationCases } from './vacation-cases.ts';

/** All measures, in the order of the table. A new one: a file beside this one, and a line here. */
export const MEASURES: readonly Measure[] = [
  { name: 'machine-mail', needs: ['machine-mail/flufl', 'machine-mail/sisimai'], take: machineMail },
  { name: 'vacation-cases', needs: ['machine-mail/reply_cases.json'], take: vacationCases },
  {
    name: 'people',
    needs: ['machine-mail/flufl', 'replies/trimmer/emails', 'intents/banking77/test.csv', 'language/lingua-sample.tsv'],
    take: people,
  },
  { name: 'newest-words', needs: ['replies/trimmer/emails', 'replies/trimmer/expected'], take: newestWords },
  { name: 'threads', needs: ['threads'], take: threads },
  { name: 'mime', needs: ['mime/stalwart'], take: mime },
  {
    name: 'private-values',
    needs: ['intents/banking77', 'kb/help/questions.jsonl', 'replies/trimmer/emails'],
    take: privateValues,
  },
  { name: 'language', needs: ['language/lingua-sample.tsv'], take: language },
  { name: 'intents', needs: ['intents/banking77/train.csv', 'intents/banking77/test.csv'], take: intents },
  { name: 'recorded-replies', needs: ['injection/recorded_replies.jsonl'], take: recordedReplies },
  { name: 'kb-help', needs: ['kb/help/articles', 'kb/help/questions.jsonl'], take: kbHelp },
  { name: 'kb-banking', needs: ['kb/banking', 'intents/banking77/test.csv'], take: kbBanking },
  {
    name: 'injection',
    needs: ['injection/injection_docs.jsonl', 'intents/banking77/test.csv', 'language/lingua-sample.tsv', 'kb/help/questions.jsonl'],
    take: injection,
  },
];
