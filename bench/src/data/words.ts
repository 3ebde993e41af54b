/** Common words of a few languages, for text that has the bytes, the lengths and the scripts of real talk, and no meaning. */
export const languages: { name: string; share: number; joint: string; words: string[] }[] = [
  {
    name: 'en',
    share: 0.72,
    joint: ' ',
    words:
      'the to a of and in is it you that for on we this be have with can not are if will at from do as or was but just so one all there about what when up out would time now some more get like how work think see know need make which they who then also other only could new any file test call room team draft invoice contract deadline review branch build design meeting feedback tomorrow today please thanks agreed shipped fixed hourly budget milestone'.split(
        ' ',
      ),
  },
  {
    name: 'de',
    share: 0.07,
    joint: ' ',
    words:
      'der die das und ist nicht ich wir mit auf für eine haben werden können heute morgen bitte danke Rechnung Vertrag Entwurf Besprechung Änderung übrigens schon noch vielleicht genau passt Zusammenfassung Überprüfung'.split(
        ' ',
      ),
  },
  {
    name: 'es',
    share: 0.07,
    joint: ' ',
    words:
      'el la de que y en un no se por con para una está como más pero ya cuando también mañana gracias reunión factura contrato revisión años según además'.split(
        ' ',
      ),
  },
  {
    name: 'ru',
    share: 0.05,
    joint: ' ',
    words:
      'и в не на что я с это как по мы уже можно сделать завтра сегодня спасибо договор счёт проверка пожалуйста нужно файл задача готово'.split(
        ' ',
      ),
  },
  {
    name: 'ja',
    share: 0.05,
    joint: '',
    words:
      'これ は 明日 の 会議 です ください ありがとう 確認 しました 契約書 を 送ります 修正 お願い します 今日 中 に 終わり 予定 問題 ありません'.split(
        ' ',
      ),
  },
  {
    name: 'ar',
    share: 0.04,
    joint: ' ',
    words:
      'في من على هذا أن مع إلى شكرا غدا اليوم العقد الفاتورة مراجعة نعم ملف جاهز الاجتماع'.split(
        ' ',
      ),
  },
]

export const emoji = ['👍', '🎉', '😄', '🙏', '👀', '🚀', '❤️', '🤔']
