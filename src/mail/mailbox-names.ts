/** Roles of mailboxes, as RFC 6154 names them. */
type Role = '\\Sent' | '\\Drafts' | '\\Trash' | '\\Archive' | '\\Junk';

/** Usual names that imapflow's own list of languages lacks: of Exchange, of Korean, Thai and Arabic providers, of newer translations. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  '\\Sent': ['Nosūtītie vienumi', '보낸메일함', 'العناصر المرسلة', 'รายการที่ส่ง'],
  '\\Drafts': ['Robocze', 'Schițe', '임시보관함', 'پیش‌نویس', 'แบบร่าง', 'Bản nháp', 'Wersje robocze'],
  '\\Trash': ['Отпад', '刪除的郵件', '已刪除的郵件', 'Sampah', 'ट्रैश'],
  '\\Archive': ['Αρχείο', '보관', '보관함', 'เก็บถาวร'],
  '\\Junk': ['E-mail nedorit', '스팸메일함', 'البريد العشوائي', 'Unerwünscht', 'Courriel indésirable'],
};

const FOLDED: ReadonlyMap<string, Role> = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.map((name): [string, Role] => [fold(name), role as Role])),
);

/** The role that a mailbox of this name plays by custom; null for any other name. */
export function roleByName(name: string): Role | null {
  return FOLDED.get(fold(name)) ?? null;
}

/** Without case, width, blanks and the invisible joiners that keyboards put between letters. */
function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200f_-]/gu, '');
}
