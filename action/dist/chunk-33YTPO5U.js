import{a as t}from"./chunk-4NIAMHOY.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{x as o}from"./chunk-XUQSZC45.js";var i={terminal:t,markdown:o,json:r};export{i as a};
