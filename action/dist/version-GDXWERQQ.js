import"./chunk-3RNHDNP5.js";var e=JSON.parse('{"version":"0.1.0"}');var{version:r}=e;export{r as version};
