import{h as o,j as t}from"./chunk-4WMYOSWF.js";import{a as r}from"./chunk-7BZ6BLSW.js";var i={terminal:t,markdown:o,json:r};export{i as a};
