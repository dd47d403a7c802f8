var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="6a99b79ff1111e36af03";export{o as a,r as b};
