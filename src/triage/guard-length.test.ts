import { expect, test } from 'vitest';
import { countWords } from './guard-length.ts';

test.each([
  ['en', '', 0],
  ['en', 'Open **Settings › Billing**.', 3],
  ['en', '1. Open it.\n12. Close it.\n\n- 3.5 GB', 6],
  ['en', 'See https://shop.example/reset?a=b, please.', 3],
  ['en', 'It costs 60 € in 2026.', 5],
  ['de', 'Öffnen Sie die Rechnungsübersicht!', 4],
  ['fr', "L'invité n'a pas reçu d'e-mail ?", 5],
  ['ja', '設定を開きます。', 4],
  ['zh', '我忘记了密码。', 4],
])('%s: %j has %i words', (language, text, words) => expect(countWords(text, language)).toBe(words));
