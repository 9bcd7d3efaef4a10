import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { connectImap } from '../../../src/mail/imap-connection.ts';
import { makeImapMailbox } from '../../../src/mail/imap-mailbox.ts';
import { freshUser, log } from './fixtures.ts';

/** A server that marks no mailbox (no RFC 6154), and puts every one below INBOX. */
let world: World;
beforeAll(async () => {
  world = await startWorld({ prefixed: true, imapCapability: 'IMAP4rev1 NAMESPACE' });
});
afterAll(() => world.stop());

async function special(names: readonly string[]) {
  const user = freshUser('names');
  const client = await connectImap(world.imap(user), { log });
  // Made in another order than the roles, so that none is found by its place.
  for (const name of names.toReversed()) await client.mailboxCreate(`INBOX.${name}`);
  await client.logout();
  const mailbox = makeImapMailbox(world.imap(user), { log });
  const found = await mailbox.special();
  await mailbox.close();
  return found;
}

/** Language; sent, drafts, trash, archive, junk. */
const LANGUAGES: readonly (readonly [string, string, string, string, string, string])[] = [
  ['English', 'Sent Items', 'Drafts', 'Deleted Items', 'Archive', 'Junk Email'],
  ['German', 'Gesendete Elemente', 'Entwürfe', 'Papierkorb', 'Archiv', 'Spam'],
  ['German (Outlook)', 'Gesendete Objekte', 'Entwürfe', 'Gelöschte Elemente', 'Archiv', 'Junk-E-Mail'],
  ['French', 'Éléments envoyés', 'Brouillons', 'Corbeille', 'Archives', 'Indésirables'],
  ['French (Outlook)', 'Messages envoyés', 'Brouillons', 'Éléments supprimés', 'Archive', 'Courrier indésirable'],
  ['Spanish', 'Elementos enviados', 'Borradores', 'Papelera', 'Archivo', 'Correo no deseado'],
  ['Spanish (webmail)', 'Enviados', 'Borrador', 'Elementos eliminados', 'Archivados', 'Spam'],
  ['Portuguese (Outlook)', 'Itens Enviados', 'Rascunhos', 'Itens Excluídos', 'Arquivo Morto', 'Lixo Eletrônico'],
  ['Portuguese (webmail)', 'Enviadas', 'Rascunhos', 'Lixeira', 'Arquivo', 'Spam'],
  ['Italian', 'Posta inviata', 'Bozze', 'Cestino', 'Archivio', 'Posta indesiderata'],
  ['Dutch', 'Verzonden items', 'Concepten', 'Verwijderde items', 'Archief', 'Ongewenste e-mail'],
  ['Polish', 'Elementy wysłane', 'Kopie robocze', 'Kosz', 'Archiwum', 'Wiadomości-śmieci'],
  ['Polish (Outlook)', 'Wysłane', 'Robocze', 'Elementy usunięte', 'Archiwum', 'Spam'],
  ['Czech', 'Odeslaná pošta', 'Koncepty', 'Koš', 'Archiv', 'Nevyžádaná pošta'],
  ['Slovak', 'Odoslaná pošta', 'Koncepty', 'Kôš', 'Archív', 'Nevyžiadaná pošta'],
  ['Hungarian', 'Elküldött elemek', 'Piszkozatok', 'Törölt elemek', 'Archívum', 'Levélszemét'],
  ['Romanian', 'Elemente trimise', 'Schițe', 'Elemente șterse', 'Arhivă', 'E-mail nedorit'],
  ['Romanian (webmail)', 'Trimise', 'Ciorne', 'Coș de gunoi', 'Arhiva', 'Spam'],
  ['Swedish', 'Skickat', 'Utkast', 'Borttaget', 'Arkiv', 'Skräppost'],
  ['Danish', 'Sendt post', 'Kladder', 'Slettet post', 'Arkiv', 'Uønsket e-mail'],
  ['Norwegian', 'Sendte elementer', 'Kladd', 'Slettede elementer', 'Arkiv', 'Søppelpost'],
  ['Finnish', 'Lähetetyt', 'Luonnokset', 'Roskakori', 'Arkisto', 'Roskaposti'],
  ['Estonian', 'Saadetud', 'Mustandid', 'Prügikast', 'Arhiiv', 'Rämpspost'],
  ['Latvian', 'Nosūtītie vienumi', 'Melnraksti', 'Dzēstie vienumi', 'Arhīvs', 'Mēstules'],
  ['Lithuanian', 'Išsiųsti laiškai', 'Juodraščiai', 'Šiukšliadėžė', 'Archyvas', 'Šlamštas'],
  ['Greek', 'Απεσταλμένα', 'Πρόχειρα', 'Διαγραμμένα', 'Αρχείο', 'Ανεπιθύμητα'],
  ['Turkish', 'Gönderilmiş Öğeler', 'Taslaklar', 'Silinmiş Öğeler', 'Arşiv', 'Önemsiz E-posta'],
  ['Russian (Outlook)', 'Отправленные', 'Черновики', 'Удаленные', 'Архив', 'Спам'],
  ['Russian', 'Отправленные', 'Черновики', 'Корзина', 'Архив', 'Нежелательная почта'],
  ['Ukrainian', 'Надіслані', 'Чернетки', 'Кошик', 'Архів', 'Спам'],
  ['Bulgarian', 'Изпратени', 'Чернови', 'Кошче', 'Архив', 'Спам'],
  ['Croatian', 'Poslano', 'Skice', 'Smeće', 'Arhiva', 'Neželjena pošta'],
  ['Slovene', 'Poslano', 'Osnutki', 'Smeti', 'Arhiv', 'Neželena pošta'],
  ['Serbian', 'Послато', 'Нацрти', 'Отпад', 'Архива', 'Непожељно'],
  ['Catalan', 'Enviats', 'Esborranys', 'Paperera', 'Arxiu', 'Correu brossa'],
  ['Japanese', '送信済みアイテム', '下書き', 'ごみ箱', 'アーカイブ', '迷惑メール'],
  ['Chinese (Outlook)', '已发送邮件', '草稿箱', '已删除邮件', '存档', '垃圾邮件'],
  ['Chinese', '已发送', '草稿', '废件箱', '归档', '垃圾邮件'],
  ['Chinese (Taiwan)', '寄件備份', '草稿', '刪除的郵件', '封存', '垃圾郵件'],
  ['Korean (Outlook)', '보낸 편지함', '임시 보관함', '지운 편지함', '보관', '정크 메일'],
  ['Korean', '보낸메일함', '임시보관함', '휴지통', '보관함', '스팸메일함'],
  ['Arabic', 'العناصر المرسلة', 'المسودات', 'العناصر المحذوفة', 'الأرشيف', 'البريد العشوائي'],
  ['Hebrew', 'פריטים שנשלחו', 'טיוטות', 'אשפה', 'ארכיון', 'דואר זבל'],
  ['Persian', 'ارسال شده', 'پیش\u200cنویس', 'زباله\u200cدان', 'بایگانی', 'هرزنامه'],
  ['Thai', 'รายการที่ส่ง', 'แบบร่าง', 'ถังขยะ', 'เก็บถาวร', 'อีเมลขยะ'],
  ['Vietnamese', 'Thư đã gửi', 'Bản nháp', 'Thùng rác', 'Lưu trữ', 'Thư rác'],
  ['Indonesian', 'Item Terkirim', 'Draf', 'Sampah', 'Arsip', 'Spam'],
  ['Hindi', 'भेजे गए', 'ड्राफ़्ट', 'ट्रैश', 'संग्रह', 'स्पैम'],
];

test.each(LANGUAGES)('%s: %s, %s, %s, %s, %s', async (_language, ...names) => {
  const [sent, drafts, trash, archive, junk] = names.map((name) => `INBOX.${name}`);
  expect(await special(names)).toEqual({ inbox: 'INBOX', sent, otherSent: [], drafts, trash, archive, junk });
});

test("a mailbox of such a name deeper down is somebody's own", async () => {
  expect(await special(['Customers', 'Customers.Robocze'])).toMatchObject({ drafts: null });
});

test('the names in more than twenty languages', () => {
  expect(new Set(LANGUAGES.map(([language]) => language.replace(/ \(.*/, ''))).size).toBeGreaterThan(20);
});

test('clients that file what they send in mailboxes of their own: all are known, and nobody’s archive of customers is', async () => {
  const found = await special(['Sent', 'Sent Items', 'Gesendete Elemente', 'Sent to clients', 'Customers', 'Drafts']);
  const all = [found.sent, ...found.otherSent];
  expect(all.toSorted()).toEqual(['INBOX.Gesendete Elemente', 'INBOX.Sent', 'INBOX.Sent Items']);
});
