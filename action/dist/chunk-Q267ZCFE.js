var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="9f6b7efe934445617f95";export{o as a,r as b};
