import type { FixtureMail } from '../fixture-mail.ts';

/** Answers to automatic mails of ours, with words of their own above the quote. */
export function answers(): FixtureMail[] {
  const prefixes = [
    'Re: Automatic reply: Order',
    'RE: Automatic reply: Order',
    'AW: Automatische Antwort: Bestellung',
    'SV: Automatiskt svar: Order',
    'TR: Réponse automatique : Commande',
    'RE: Réponse automatique : Commande',
    'RE: Respuesta automática: Pedido',
    'RES: Resposta automática: Pedido',
    'R: Risposta automatica: Ordine',
    'Antw: Automatisch antwoord: Bestelling',
    'VS: Automaattinen vastaus: Tilaus',
    'Odp: Automatyczna odpowiedź: Zamówienie',
    'Re: Automatická odpověď: Objednávka',
    'Re: Automatikus válasz: Rendelés',
    'Ynt: Otomatik yanıt: Sipariş',
    'Re: Автоответ: Заказ',
    'Ответ: Автоответ: Заказ',
    '回复: 自动回复: 订单',
    'Re: 自動返信: ご注文',
    'Re: 자동 회신: 주문',
    'Re: Out of Office: Order',
    'Re: Undelivered Mail Returned to Sender',
    'Re: Delivery Status Notification (Failure)',
    'AW: Unzustellbar: Rechnung',
    'Re: [Request received] Broken',
    'Re: Your request has been received',
    'RE: Read: Offer',
  ];
  const quote =
    '\n\nOn Mon, 6 May 2024 at 10:00, Support <support@example.com> wrote:\n> We have received your request and will get back to you.\n> This is an automated message, please do not reply.';
  return prefixes.map((Subject) => ({
    name: `answers ${Subject}`,
    headers: { Subject, 'In-Reply-To': '<fl.abc@example.com>' },
    body: `It still does not work after two days, please call me.${quote}`,
  }));
}
