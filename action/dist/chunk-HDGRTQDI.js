import{a as t}from"./chunk-3QRECYND.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{y as o}from"./chunk-5SFGOUR2.js";var i={terminal:t,markdown:o,json:r};export{i as a};
