var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="9aa395889451c3245ac6";export{o as a,r as b};
