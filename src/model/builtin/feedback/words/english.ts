import type { WordsOf } from './meanings.ts';

export const english: WordsOf = {
  no: "not no nope nah never nothing none neither nor nowhere cannot cant dont doesnt didnt isnt wasnt wont couldnt hasnt havent arent don't doesn't didn't isn't wasn't won't can't couldn't hasn't haven't aren't wouldn't weren't without unable zero hardly barely",
  still: 'still yet persist* remain* continue* keeps kept keep stays stuck',
  again: 'again back return* reappear* recur* restarted another',
  same: 'same identical exactly unchanged',
  but: 'but however although though except unfortunately sadly nevertheless despite afraid regret sorry',
  works:
    'work works worked working run runs running ran function* respond* load loads loaded loading open opens opened sync syncs syncing connect* print prints online stable',
  solved:
    'fixed fix fixes solved solves resolved resolves sorted settled repaired cured cleared mended sussed figured restored unblocked unlocked corrected',
  fails:
    'fail* error errors broken broke crash* freez* frozen blocked declin* reject* refus* invalid expired missing wrong incorrect down drops dropped faulty blank black leak* locked overcharged misspelled greyed useless worse disappeared vanished stopped stops bounced rubbish limbo incomplete overdue late',
  trouble: 'problem* issue issues trouble fault bug symptom* message',
  thanks: 'thank thanks thx ty cheers ta appreciat* grateful obliged',
  praise:
    'great perfect* brilliant wonderful awesome excellent super fantastic lovely amazing happy glad pleased relieved magic lifesaver star charm fine good well',
  tried: 'tried try followed did done restart* reinstall* reboot* cleared checked steps attempt* instructions suggestion advice tip',
  wants: "want need would like could please kindly i'd we'd may might prefer interested request wish",
  asks: 'how what where when why which who whose does do is are can will should',
  future:
    "will tomorrow later tonight soon monday tuesday wednesday thursday friday saturday sunday weekend week i'll we'll next until away travelling holiday",
  if: 'if once before unless whether',
  got: 'received arrived came got delivered landed credited posted showed appeared turned',
  close: 'close closed closing wrap disregard ignore cancel withdraw',
  now: 'now finally already',
  past: 'yesterday first once briefly initially hour minutes days',
  today: 'today morning afternoon evening tonight',
  more: 'also additionally else question topic while separately',
  self: 'myself ourselves mine own figured turns turned',
  sends: 'attached attachment attaching enclosed forwarded forwarding passed here following number serial version model address email',
  waits: 'waiting wait waited weeks promised supposed should claimed said told',
  money: 'refund money payment paid pay charged charge charges bill billed invoice price cost costs discount fee',
  more_none: 'anymore longer further since gone',
  yes: 'yes yep yeah ok okay sure',
};
