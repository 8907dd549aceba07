// Runs before the game, in whatever browser there is: written in the JavaScript of 2009, and only about what the game cannot
// do without. An old browser gets a page that says so instead of a blank one.
(function () {
  var texts = {
    en: [
      'This browser is too old',
      'Inkling needs a newer one. Update it, or open this page in another browser:',
    ],
    es: [
      'Este navegador es demasiado antiguo',
      'Inkling necesita uno más nuevo. Actualízalo o abre esta página en otro:',
    ],
    fr: [
      'Ce navigateur est trop ancien',
      'Inkling en demande un plus récent. Mettez-le à jour ou ouvrez cette page dans un autre :',
    ],
    de: [
      'Dieser Browser ist zu alt',
      'Inkling braucht einen neueren. Aktualisiere ihn oder öffne diese Seite in einem anderen:',
    ],
    pt: [
      'Este navegador é muito antigo',
      'O Inkling precisa de um mais novo. Atualize-o ou abra esta página em outro:',
    ],
    it: [
      'Questo browser è troppo vecchio',
      'Inkling ne richiede uno più recente. Aggiornalo o apri questa pagina in un altro:',
    ],
    ja: [
      'このブラウザーは古すぎます',
      'Inkling には新しいブラウザーが必要です。更新するか、別のブラウザーで開いてください：',
    ],
    zh: ['此浏览器版本过旧', 'Inkling 需要较新的浏览器。请更新，或用其他浏览器打开此页面：'],
    ar: ['هذا المتصفح قديم جدًا', 'تحتاج Inkling إلى متصفح أحدث. حدّثه أو افتح هذه الصفحة في متصفح آخر:'],
    hi: [
      'यह ब्राउज़र बहुत पुराना है',
      'Inkling को नए ब्राउज़र की ज़रूरत है। इसे अपडेट करें या यह पेज किसी दूसरे ब्राउज़र में खोलें:',
    ],
  };
  var browsers = [
    ['Firefox', 'https://www.mozilla.org/firefox/'],
    ['Chrome', 'https://www.google.com/chrome/'],
    ['Edge', 'https://www.microsoft.com/edge'],
    ['Safari', 'https://www.apple.com/safari/'],
  ];

  // What the game is compiled for (ES2022) and the youngest things of a browser that it uses.
  var isNew =
    'noModule' in document.createElement('script') &&
    typeof Array.prototype.at === 'function' &&
    typeof Object.hasOwn === 'function' &&
    typeof window.HTMLDialogElement === 'function' &&
    typeof window.ResizeObserver === 'function';
  if (isNew) return;

  function element(tag, text) {
    var made = document.createElement(tag);
    if (text) made.appendChild(document.createTextNode(text));
    return made;
  }

  function say() {
    var language = String(navigator.language || 'en')
      .slice(0, 2)
      .toLowerCase();
    var text = texts[language] || texts.en;
    var page = element('div');
    page.id = 'too-old';
    page.setAttribute('dir', language === 'ar' && texts.ar ? 'rtl' : 'ltr');
    var picture = element('img');
    picture.setAttribute('src', '/too-old.svg');
    picture.setAttribute('alt', '');
    picture.setAttribute('width', '240');
    picture.setAttribute('height', '150');
    page.appendChild(picture);
    page.appendChild(element('h1', text[0]));
    page.appendChild(element('p', text[1]));
    var list = element('ul');
    for (var i = 0; i < browsers.length; i += 1) {
      var link = element('a', browsers[i][0]);
      link.setAttribute('href', browsers[i][1]);
      var item = element('li');
      item.appendChild(link);
      list.appendChild(item);
    }
    page.appendChild(list);
    var sheet = element('link');
    sheet.setAttribute('rel', 'stylesheet');
    sheet.setAttribute('href', '/too-old.css');
    document.getElementsByTagName('head')[0].appendChild(sheet);
    var app = document.getElementById('app');
    if (app) app.style.display = 'none';
    document.body.appendChild(page);
  }

  if (document.body && document.getElementById('app')) say();
  else window.onload = say;
})();
