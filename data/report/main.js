// Opens the page: unpacks the result and builds what is seen, or says what stands in the way.
import {setShapes, unpacked} from './data.js';
import {h, replace} from './dom.js';
import {Page} from './page.js';
import {setClassWords, setLanguage, setUnitWords} from './words.js';

const failed = (fault) => {
  const root = document.getElementById('page');
  root.classList.remove('is-loading');
  replace(root, h('p', {class: 'failed', role: 'alert'}, `本报告需要较新的浏览器 (Chromium 100, Firefox 115, Safari 16.4)。This report needs a newer browser. ${fault.message}`));
};

setLanguage(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');
unpacked().then((data) => {
  setShapes(data.shapes);
  setUnitWords(data.unitWords);
  setClassWords(data.classWords || {});
  const page = new Page(data);
  // For tests and for those who ask figures from the console.
  window.gapmap = page;
  page.build();
  addEventListener('beforeprint', () => page.print(true));
  addEventListener('afterprint', () => page.print(false));
  page.map.map.once('rendercomplete', () => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); });
}).catch(failed);
