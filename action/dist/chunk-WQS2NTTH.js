var t=["benchmark","eval"],o=e=>t.some(n=>n===e);export{t as a,o as b};
